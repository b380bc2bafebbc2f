import { expect, test } from "vitest"
import { toCsv } from "./csv"

test("commas, quotes and line breaks are quoted, nothing stays empty", () => {
  expect(
    toCsv({
      head: ["Reason", "Deals"],
      rows: [
        ['Price, "too high"', 3],
        ["Other", null],
      ],
    }),
  ).toBe('Reason,Deals\r\n"Price, ""too high""",3\r\nOther,')
})

test("what looks like a formula stays text, and a negative number a number", () => {
  expect(toCsv({ head: ["a"], rows: [["=1+1"], [-4]] })).toBe("a\r\n'=1+1\r\n-4")
})
