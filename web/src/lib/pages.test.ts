import { expect, test } from "vitest"
import { type Pages, renewed } from "./pages"

const row = (id: string, words = "") => ({ id, words })
const page = (ids: string[], hasNextPage = true) => ({
  nodes: ids.map((id) => row(id)),
  pageInfo: { hasNextPage, endCursor: ids.at(-1) ?? null },
})
const shown = (ids: string[]): Pages<ReturnType<typeof row>> => ({
  rows: ids.map((id) => row(id, "old")),
  after: ids.at(-1) ?? null,
  more: false,
  busy: false,
  failure: null,
})

test("what is new stands first, and what was read further back stays", () => {
  const now = renewed(shown(["4", "3", "2", "1"]), page(["5", "4", "3"]))
  expect(now.rows.map(({ id }) => id)).toEqual(["5", "4", "3", "2", "1"])
  expect(now.after).toBe("1")
  expect(now.more).toBe(false)
})

test("what changed is shown as it is now", () => {
  expect(renewed(shown(["2", "1"]), page(["2", "1"], false)).rows.map(({ words }) => words)).toEqual(["", ""])
})

test("a page that leaves a gap to what was there takes its place", () => {
  const now = renewed(shown(["2", "1"]), page(["9", "8", "7"]))
  expect(now.rows.map(({ id }) => id)).toEqual(["9", "8", "7"])
  expect(now.after).toBe("7")
  expect(now.more).toBe(true)
})
