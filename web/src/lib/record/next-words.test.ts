import { expect, test } from "vitest"
import { nextWords } from "./next-words"

const now = new Date("2026-11-19T10:42").getTime()

test.each([
  ["2026-11-19T15:00", { state: "today", words: "15:00" }],
  ["2026-11-19T09:00", { state: "overdue", words: "Overdue" }],
  ["2026-11-16T09:00", { state: "overdue", words: "3 d" }],
  ["2026-11-20T09:00", { state: "later", words: "20 Nov" }],
])("a step due at %s is %o", (due, expected) => {
  expect(nextWords(due, now)).toEqual(expected)
})

test("no step is told from a step without a date", () => {
  expect(nextWords(null, now)).toEqual({ state: "none", words: "No step" })
  expect(nextWords(null, now, true)).toEqual({ state: "later", words: "No date" })
})
