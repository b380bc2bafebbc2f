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

test("while an order is on its way, what comes and goes finds its place", () => {
  const territories = [{ id: "a" }, { id: "b" }, { id: "new" }]
  expect(inOrder(territories, null)).toBe(territories)
  expect(inOrder(territories, ["b", "gone", "a"])).toEqual([{ id: "b" }, { id: "a" }, { id: "new" }])
})
