import { expect, test } from "vitest"
import { placeIn } from "./place"
import type { Deal } from "./view"

const column = [
  { id: "a", position: 1 },
  { id: "b", position: 2 },
  { id: "c", position: 4 },
] as Deal[]

test("a card dropped between two is after the upper one, and shown between them", () => {
  expect(placeIn(column, "x", { id: "b", edge: "bottom" })).toEqual({ afterId: "b", position: 3 })
  expect(placeIn(column, "x", { id: "c", edge: "top" })).toEqual({ afterId: "b", position: 3 })
})

test("a card dropped above the first is before it", () => {
  expect(placeIn(column, "x", { id: "a", edge: "top" })).toMatchObject({ beforeId: "a" })
})

test("a card dropped on the column is the last", () => {
  expect(placeIn(column, "x")).toEqual({ afterId: "c", position: 5 })
})

test("a card is not its own neighbour", () => {
  expect(placeIn(column, "b", { id: "c", edge: "top" })).toEqual({ afterId: "a", position: 2.5 })
})

test("in an empty column there is nothing to stand beside", () => {
  expect(placeIn([], "x")).toEqual({ position: 0 })
})
