/** A list that is read page by page, further back each time; other variables begin anew. */
import type { AnyVariables, TypedDocumentNode } from "@urql/core"
import { useCallback, useEffect, useRef, useState } from "react"
import { useClient } from "urql"
import { type Failure, toFailure } from "./failure"

type Page<Row> = {
  nodes: readonly Row[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
}
export type Pages<Row> = {
  rows: readonly Row[]
  after: string | null
  more: boolean
  busy: boolean
  failure: Failure | null
}
const begin = { rows: [], after: null, more: true, busy: false, failure: null }

/** The first page read once more, over what is there: what is new stands before it, what changed in its place. */
export function renewed<Row extends { id: string }>(
  now: Pages<Row>,
  { nodes, pageInfo }: Page<Row>,
): Pages<Row> {
  const fresh = new Set(nodes.map(({ id }) => id))
  const older = now.rows.filter(({ id }) => !fresh.has(id))
  // A page that meets nothing of what is there leaves a gap; one that holds all of it knows the way on.
  const meets = older.length > 0 && older.length < now.rows.length
  if (meets) return { ...now, rows: [...nodes, ...older] }
  return { ...now, rows: nodes, after: pageInfo.endCursor ?? null, more: pageInfo.hasNextPage }
}

export function usePages<Data, Variables extends AnyVariables, Row extends { id: string }>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, "first" | "after">,
  read: (data: Data) => Page<Row>,
  size = 50,
) {
  const client = useClient()
  const signature = JSON.stringify(variables)
  const [state, setState] = useState<Pages<Row>>(begin)
  const latest = useRef({ state, read })
  latest.current = { state, read }
  // An answer to what was asked before the variables changed is not shown.
  const asking = useRef({ variables: signature, run: 0 })

  const ask = useCallback(
    async (after: string | null) => {
      const { variables, run } = asking.current
      const asked = { ...JSON.parse(variables), first: size, after } as Variables
      const { data, error } = await client
        .query(document, asked, { requestPolicy: "network-only" })
        .toPromise()
      return { page: data && latest.current.read(data), error, over: asking.current.run !== run }
    },
    [client, document, size],
  )
  const load = useCallback(async () => {
    const { after, busy, more } = latest.current.state
    if (busy || !more) return
    latest.current.state = { ...latest.current.state, busy: true }
    setState((now) => ({ ...now, busy: true, failure: null }))
    const { page, error, over } = await ask(after)
    if (over) return
    if (!page) return setState((now) => ({ ...now, busy: false, failure: error ? toFailure(error) : null }))
    setState((now) => ({
      rows: [...now.rows, ...page.nodes],
      after: page.pageInfo.endCursor ?? null,
      more: page.pageInfo.hasNextPage,
      busy: false,
      failure: null,
    }))
  }, [ask])
  const again = useCallback(() => {
    asking.current = { variables: signature, run: asking.current.run + 1 }
    latest.current.state = begin
    setState(begin)
    void load()
  }, [signature, load])
  const renewals = useRef({ asked: 0, taken: 0 })
  /** Reads the first page once more; what is there stays, also when that fails or a later reading was quicker. */
  const renew = useCallback(async () => {
    const turn = ++renewals.current.asked
    const { page, over } = await ask(null)
    if (!page || over || turn < renewals.current.taken) return
    renewals.current.taken = turn
    setState((now) => renewed(now, page))
  }, [ask])
  useEffect(again, [again])
  return { ...state, load, again, renew }
}
