import { expect, test } from "vitest"
import { inOrder, moved } from "./territory-order"

test("one goes up or down by a place, and no further than the ends", () => {
  const ids = ["a", "b", "c"]
  expect(moved(ids, "c", -1)).toEqual(["a", "c", "b"])
  expect(moved(ids, "a", 1)).toEqual(["b", "a", "c"])
  expect(moved(ids, "a", -1)).toBe(ids)
  expect(moved(ids, "c", 1)).toBe(ids)
  expect(moved(ids, "gone", 1)).toBe(ids)
})

test("each has its own place, and another one while an order is on its way", () => {
  const territories = [
    { id: "b", order: 1 },
    { id: "a", order: 0 },
    { id: "new", order: 2 },
  ]
  const ids = (order: string[] | null) => inOrder(territories, order).map(({ id }) => id)
  expect(ids(null)).toEqual(["a", "b", "new"])
  expect(ids(["b", "gone", "a"])).toEqual(["b", "a", "new"])
})
