/** The audit, page by page as one scrolls; other filters begin anew. */
import { useCallback, useEffect, useRef, useState } from "react"
import { useClient } from "urql"
import type { AuditQuery as Audit, AuditQueryVariables } from "@/gql/graphql"
import { type Failure, toFailure } from "@/lib/failure"
import { AuditQuery } from "./queries"

export type Entry = Audit["audit"]["nodes"][number]
type State = {
  entries: readonly Entry[]
  after: string | null
  more: boolean
  busy: boolean
  failure: Failure | null
}
const begin: State = { entries: [], after: null, more: true, busy: false, failure: null }

export function useAudit(filters: Omit<AuditQueryVariables, "first" | "after">) {
  const client = useClient()
  const signature = JSON.stringify(filters)
  const [state, setState] = useState<State>(begin)
  const latest = useRef(state)
  latest.current = state
  // An answer to what was asked before the filters changed is not shown.
  const asking = useRef({ filters: signature, run: 0 })
  const load = useCallback(async () => {
    const { after, busy, more } = latest.current
    if (busy || !more) return
    const { filters, run } = asking.current
    latest.current = { ...latest.current, busy: true }
    setState((now) => ({ ...now, busy: true, failure: null }))
    const variables = { ...JSON.parse(filters), first: 50, after }
    const { data, error } = await client
      .query(AuditQuery, variables, { requestPolicy: "network-only" })
      .toPromise()
    if (asking.current.run !== run) return
    if (!data) return setState((now) => ({ ...now, busy: false, failure: error ? toFailure(error) : null }))
    const { nodes, pageInfo } = data.audit
    setState((now) => ({
      entries: [...now.entries, ...nodes],
      after: pageInfo.endCursor ?? null,
      more: pageInfo.hasNextPage,
      busy: false,
      failure: null,
    }))
  }, [client])
  const again = useCallback(() => {
    asking.current = { filters: signature, run: asking.current.run + 1 }
    latest.current = begin
    setState(begin)
    void load()
  }, [signature, load])
  useEffect(again, [again])
  return { ...state, load, again }
}
