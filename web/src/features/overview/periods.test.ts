import { expect, test } from "vitest"
import { datesOf } from "./periods"

const now = new Date(2026, 10, 22, 15).getTime()

test.each([
  ["month", "2026-11-01"],
  ["quarter", "2026-10-01"],
  ["90-days", "2026-08-25"],
  ["12-months", "2025-11-23"],
] as const)("%s starts on %s", (period, from) => {
  expect(datesOf(period, now)).toEqual({ from, to: "2026-11-22" })
})

test("a year turns", () => {
  expect(datesOf("quarter", new Date(2026, 1, 3).getTime()).from).toBe("2026-01-01")
})
