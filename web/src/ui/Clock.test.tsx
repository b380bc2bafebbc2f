import { render, screen } from "@testing-library/react"
import { expect, test } from "vitest"
import { Clock } from "./Clock"
import { readClock, span } from "./clock-words"

const start = Date.parse("2026-11-19T10:00:00Z")
const minutes = (count: number) => start + count * 60_000

test.each([
  [0, 22, 0, "ok", "22 m left"],
  [0, 112, 0, "ok", "1 h 52 m left"],
  [0, 64, 0, "ok", "1 h 04 m left"],
  [0, 60, 51, "soon", "9 m left"],
  [0, 60, 60, "over", "0 s over"],
  [0, 60, 72, "over", "12 m over"],
])("from %i to %i, at minute %i, it is %s and says %s", (from, due, now, state, words) => {
  const reading = readClock({ startedAt: minutes(from), dueAt: minutes(due), now: minutes(now) })
  expect(reading.state).toBe(state)
  expect(reading.words).toBe(words)
})

test("a met clock stands at the time it took", () => {
  const times = { startedAt: minutes(0), dueAt: minutes(60), now: minutes(500) }
  expect(readClock({ ...times, metAt: minutes(14) })).toMatchObject({ state: "met", words: "14 m" })
  expect(readClock({ ...times, metAt: minutes(75) }).words).toBe("1 h 15 m, late")
})

test("a length of time has at most two units", () => {
  expect(span(40_000)).toBe("40 s")
  expect(span(3_600_000)).toBe("1 h")
  expect(span(52 * 3_600_000)).toBe("2 d 4 h")
  expect(span(-5)).toBe("0 s")
})

test("the pill shows the words", () => {
  render(<Clock startedAt="2026-11-19T10:00:00Z" dueAt="2026-11-19T10:50:00Z" now={minutes(9)} />)
  expect(screen.getByText("41 m left")).toBeDefined()
})
