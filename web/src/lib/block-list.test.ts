import { Client, type Exchange, gql, makeErrorResult, makeResult, type TypedDocumentNode } from "@urql/core"
import { expect, test, vi } from "vitest"
import { delay, filter, fromPromise, fromValue, map, mergeMap, pipe } from "wonka"
import { BlockList, type Page } from "./block-list"

type Row = { id: string }
type Data = { rows: Page<Row> }
const document =
  gql`query Rows($after: String) { rows(after: $after) { nodes { id } } }` as TypedDocumentNode<Data, never>

/** A server that keeps rows in order and pages through them by the id of the last. */
function serverOf(ids: string[]) {
  const server = { ids, asked: 0, counts: 0, down: false, counting: Promise.resolve() }
  const exchange: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind === "query"),
      mergeMap((operation) => {
        const answer = fromValue(operation)
        if (!operation.variables?.counted) return answer
        server.counts++
        return pipe(
          fromPromise(server.counting),
          map(() => operation),
        )
      }),
      map((operation) => {
        server.asked++
        if (server.down) return makeErrorResult(operation, new Error("down"))
        const { first, after, counted } = operation.variables as {
          first: number
          after: string | null
          counted: boolean
        }
        const start = after ? server.ids.indexOf(after) + 1 : 0
        const nodes = server.ids.slice(start, start + first).map((id) => ({ id }))
        const hasNextPage = start + first < server.ids.length
        const rows = {
          nodes,
          pageInfo: { hasNextPage, endCursor: nodes.at(-1)?.id },
          totalCount: counted ? server.ids.length : undefined,
        }
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
  const list = new BlockList<Data, Row>({ client, document, variables: {}, read: (data) => data.rows })
  return { server, list }
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `row ${index}`)

test("a list loads its first block and leaves room for the next", async () => {
  const { list } = serverOf(ids(250))
  expect(list.loading).toBe(true)
  list.subscribe(() => {})
  await vi.waitFor(() => expect(list.loading).toBe(false))
  expect(list.rowAt(99)).toEqual({ id: "row 99" })
  expect(list.count).toBeGreaterThan(100)
})

test("rows do not wait for the total, which is asked for once, and not of a list that one block holds", async () => {
  const { server, list } = serverOf(ids(250))
  let count = () => {}
  server.counting = new Promise((resolve) => {
    count = resolve
  })
  const leave = list.subscribe(() => {})
  list.ensure(50, 99)
  await vi.waitFor(() => expect(list.rowAt(199)).toBeDefined())
  expect(list.total).toBeNull()
  count()
  await vi.waitFor(() => expect(list.total).toBe(250))
  server.ids = [...server.ids, "one more"]
  await list.refresh()
  await vi.waitFor(() => expect(list.total).toBe(251))
  expect(server.counts).toBe(2)
  leave()
  server.ids = server.ids.slice(0, 60)
  list.subscribe(() => {})
  await vi.waitFor(() => expect(list.total).toBe(60))
  expect(server.counts).toBe(2)
})

test("scrolling loads block after block, to the exact end", async () => {
  const { list } = serverOf(ids(250))
  list.subscribe(() => {})
  for (const row of [50, 150, 240]) {
    list.ensure(row, row + 20)
    await vi.waitFor(() => expect(list.rowAt(row)).toBeDefined())
  }
  await vi.waitFor(() => expect(list.count).toBe(250))
  expect(list.rowAt(249)).toEqual({ id: "row 249" })
})

test("no more than six blocks stay in memory, and those that went come back", async () => {
  const { list } = serverOf(ids(1200))
  list.subscribe(() => {})
  for (let row = 0; row < 1100; row += 100) {
    list.ensure(row, row + 40)
    await vi.waitFor(() => expect(list.rowAt(row)).toBeDefined())
  }
  expect(list.rows().length).toBeLessThanOrEqual(600)
  expect(list.rowAt(0)).toBeUndefined()
  list.ensure(0, 40)
  await vi.waitFor(() => expect(list.rowAt(0)).toEqual({ id: "row 0" }))
})

test("a refresh keeps the old rows until the new ones are there", async () => {
  const { server, list } = serverOf(ids(150))
  list.subscribe(() => {})
  list.ensure(80, 149)
  await vi.waitFor(() => expect(list.rowAt(0)).toBeDefined())
  list.ensure(80, 149)
  await vi.waitFor(() => expect(list.rowAt(149)).toBeDefined())
  server.ids = ["new", ...server.ids]
  const done = list.refresh()
  expect(list.rowAt(0)).toEqual({ id: "row 0" })
  await done
  expect(list.rowAt(0)).toEqual({ id: "new" })
  expect(list.rowAt(150)).toEqual({ id: "row 149" })
  expect(list.count).toBe(151)
})

test("what could not be loaded is said, keeps the rows, and loads on a retry", async () => {
  const { server, list } = serverOf(ids(150))
  list.subscribe(() => {})
  await vi.waitFor(() => expect(list.rowAt(0)).toBeDefined())
  server.down = true
  await list.refresh()
  expect(list.failure?.code).toBe("UNREACHABLE")
  expect(list.rowAt(0)).toEqual({ id: "row 0" })
  server.down = false
  list.retry()
  await vi.waitFor(() => expect(list.failure).toBeNull())
})
