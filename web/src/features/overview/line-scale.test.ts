import { expect, test } from "vitest"
import { marksFor, pathOf, spread } from "./line-scale"

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
