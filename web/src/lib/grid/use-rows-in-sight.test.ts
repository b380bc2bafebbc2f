import { expect, test } from "vitest"
import { rowsFor } from "./use-rows-in-sight"

test.each([
  ["at the top", 0, 1000, [0, 31]],
  ["a row further down, the same", 36, 1000, [0, 31]],
  ["eight rows down, eight others", 300, 1000, [0, 39]],
  ["in the middle, with rows to spare", 3600, 1000, [88, 127]],
  ["at the end", 35_280, 1000, [968, 999]],
  ["of a short list", 0, 3, [0, 2]],
  ["of a list that has shrunk", 3600, 20, [19, 19]],
])("the rows to draw %s", (_, top, count, rows) => {
  expect(rowsFor(top, 720, 36, count)).toEqual(rows)
})
