import { expect, test } from "vitest"
import { relativeTime, shortDate } from "./dates"

const now = new Date(2026, 10, 19, 10, 42).getTime()

test.each([
  ["2026-11-19", {}, "Today"],
  ["2026-11-18", {}, "Yesterday"],
  ["2026-11-20", {}, "Tomorrow"],
  ["2026-11-27", { weekday: true }, "Fri 27 Nov"],
  ["2026-10-02", {}, "2 Oct"],
  ["2024-10-02", { weekday: true }, "2 Oct 2024"],
  ["2026-11-19T09:02:00", {}, "09:02"],
  ["2026-11-18T16:00:00", { time: true }, "Yesterday 16:00"],
  ["not a date", {}, ""],
])("%s with %o reads %s", (value, options, words) => {
  expect(shortDate(value, now, options)).toBe(words)
})

test.each([
  [0, "just now"],
  [2_000, "2 s ago"],
  [-48 * 60_000, "in 48 m"],
  [3 * 3_600_000, "3 h ago"],
  [2 * 86_400_000, "2 d ago"],
  [17 * 86_400_000, "2 Nov"],
])("%i ms earlier reads %s", (before, words) => {
  expect(relativeTime(now - before, now)).toBe(words)
})
