import { Client, type Exchange, gql, makeResult, type TypedDocumentNode } from "@urql/core"
import { expect, test, vi } from "vitest"
import { delay, filter, map, pipe } from "wonka"
import { BlockGroups } from "./block-groups"
import { BlockList, type Page } from "./block-list"

type Row = { id: string }
type Data = { rows: Page<Row> }
const document =
  gql`query Rows($stage: String) { rows(stage: $stage) { nodes { id } } }` as TypedDocumentNode<Data, never>

/** Groups over a server that holds so many rows of each stage; `asked` are the stages in the order of the questions for rows. */
function groupsOf(sizes: Record<string, number>) {
  const asked: string[] = []
  const exchange: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind === "query"),
      map((operation) => {
        const { stage, first, after, counted } = operation.variables as {
          stage: string
          first: number
          after?: string
          counted: boolean
        }
        if (!counted) asked.push(stage)
        const all = Array.from({ length: sizes[stage] ?? 0 }, (_, at) => ({ id: `${stage} ${at}` }))
        const start = after ? all.findIndex(({ id }) => id === after) + 1 : 0
        const nodes = all.slice(start, start + first)
        const pageInfo = { hasNextPage: start + first < all.length, endCursor: nodes.at(-1)?.id }
        const rows = { nodes, pageInfo, totalCount: counted ? all.length : undefined }
        return makeResult(operation, { data: { rows }, hasNext: false } as never)
      }),
      delay(0),
    )
  const client = new Client({
    url: "/",
    preferGetMethod: false,
    exchanges: [exchange],
    requestPolicy: "network-only",
  })
  const groups = new BlockGroups(
    Object.keys(sizes).map((id) => ({
      id,
      list: new BlockList<Data, Row>({
        client,
        document,
        variables: { stage: id },
        read: ({ rows }) => rows,
      }),
    })),
  )
  groups.subscribe(() => {})
  return { groups, asked }
}

test("each group has a head and its rows; a stage without rows has no head", async () => {
  const { groups } = groupsOf({ none: 0, a: 2, b: 1 })
  groups.ensure(0, 20)
  await vi.waitFor(() => expect(groups.total).toBe(3))
  const seen = Array.from({ length: groups.count }, (_, at) => groups.groupAt(at)?.id ?? groups.rowAt(at)?.id)
  expect(seen).toEqual(["a", "a 0", "a 1", "b", "b 0"])
  expect(groups.groupAt(0)).toEqual({ id: "a", open: true, total: 2 })
  expect(groups.rows().map(({ id }) => id)).toEqual(["a 0", "a 1", "b 0"])
})

test("a closed group keeps its head alone", async () => {
  const { groups } = groupsOf({ a: 2, b: 1 })
  groups.ensure(0, 20)
  await vi.waitFor(() => expect(groups.total).toBe(3))
  groups.toggle("a")
  expect(groups.count).toBe(3)
  expect(groups.groupAt(1)?.id).toBe("b")
  groups.toggle("a")
  expect(groups.rowAt(2)?.id).toBe("a 1")
})

test("a list begins when the rows above it end in sight, and its blocks load by its own places", async () => {
  const { groups, asked } = groupsOf({ a: 250, b: 1 })
  groups.ensure(0, 30)
  await vi.waitFor(() => expect(groups.rowAt(1)?.id).toBe("a 0"))
  expect(asked).toEqual(["a"])
  expect(groups.total).toBeNull()
  groups.ensure(90, 110)
  await vi.waitFor(() => expect(groups.rowAt(101)?.id).toBe("a 100"))
  groups.ensure(190, 215)
  await vi.waitFor(() => expect(groups.rowAt(250)?.id).toBe("a 249"))
  expect(asked).not.toContain("b")
  groups.ensure(235, 255)
  await vi.waitFor(() => expect(groups.groupAt(251)?.id).toBe("b"))
  expect(groups.total).toBe(251)
})
