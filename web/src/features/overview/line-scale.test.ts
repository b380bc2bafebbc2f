import { expect, test } from "vitest"
import { areaOf, lonely, marksFor, pathOf, spread } from "./line-scale"

test.each([
  [118, [0, 30, 60, 90, 120]],
  [8, [0, 2, 4, 6, 8]],
  [0, [0, 0.25]],
])("an axis up to %s has the marks %s", (highest, marks) => {
  expect(marksFor(highest)).toEqual(marks)
})

test("dates are spread from the first to the last", () => {
  expect(spread(30, 4)).toEqual([0, 10, 19, 29])
  expect(spread(2, 4)).toEqual([0, 1])
})

test("a missing value breaks the line", () => {
  expect(
    pathOf(
      [1, null, 2, 3],
      (at) => at * 10,
      (value) => value,
    ),
  ).toBe("M0.0 1.0M20.0 2.0L30.0 3.0")
})

test("the area is filled under each stretch alone, never across what is missing", () => {
  const area = areaOf(
    [1, 2, null, null, 3, 4],
    (at) => at * 10,
    (value) => value,
    9,
  )
  expect(area).toBe("M0.0 1.0L10.0 2.0L10.0 9L0.0 9ZM40.0 3.0L50.0 4.0L50.0 9L40.0 9Z")
})

test("a value between missing ones is a place of its own", () => {
  expect(lonely([1, null, 2, 3, null, 4])).toEqual([0, 5])
})
