/** The board's columns: open deals by stage, as they are now, with the moves that the server has not answered yet. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react"
import { useClient } from "urql"
import type { DealsQuery as DealsData } from "@/gql/graphql"
import { BlockList } from "@/lib/block-list"
import { type PipelineStageEntry, useDirectory } from "@/lib/directory"
import { useLiveEvents } from "@/lib/live"
import { typeOfId } from "@/lib/record-type"
import { DealsQuery } from "./queries"
import { type Deal, type DealsView, dealFilter } from "./view"

export type Expected = { stageId: string; position: number }
export type Column = { stage: PipelineStageEntry; deals: Deal[] }
type Mover = { id: string; name: string }

const inOrder = (a: Deal, b: Deal) => (a.position ?? 0) - (b.position ?? 0) || (a.id < b.id ? -1 : 1)

export function useBoard(view: Pick<DealsView, "search" | "owner">) {
  const client = useClient()
  const { pipeline, me } = useDirectory()
  const stages = useMemo(() => pipeline?.stages ?? [], [pipeline])
  const signature = JSON.stringify(dealFilter(view))
  const board = useMemo(() => {
    const lists = new Map(
      stages.map(({ id }) => [
        id,
        new BlockList<DealsData, Deal>({
          client,
          document: DealsQuery,
          variables: { ...JSON.parse(signature), stageId: id, state: "OPEN", orderBy: { field: "POSITION" } },
          read: (data) => data.deals,
        }),
      ]),
    )
    const all = [...lists.values()]
    return {
      lists,
      subscribe(listener: () => void) {
        const stops = all.map((list) => list.subscribe(listener))
        return () => {
          for (const stop of stops) stop()
        }
      },
      version: () => all.reduce((sum, list) => sum + list.version(), 0),
      refresh: () => all.forEach((list) => void list.refresh()),
    }
  }, [client, stages, signature])
  useSyncExternalStore(board.subscribe, board.version, board.version)

  const [expected, setExpected] = useState<ReadonlyMap<string, Expected>>(new Map())
  const expect = (id: string, move: Expected | null) =>
    setExpected((now) => {
      const next = new Map(now)
      move ? next.set(id, move) : next.delete(id)
      return next
    })

  const lists = [...board.lists.values()]
  const deals = new Map(lists.flatMap((list) => list.rows()).map((deal) => [deal.id, deal]))
  const byStage = new Map<string, Deal[]>(stages.map(({ id }) => [id, []]))
  for (const deal of deals.values()) {
    if (deal.state !== "OPEN" || deal.deletedAt) continue
    const shown = { ...deal, ...expected.get(deal.id) }
    byStage.get(shown.stageId ?? "")?.push(shown)
  }
  const columns: Column[] = stages.map((stage) => ({
    stage,
    deals: (byStage.get(stage.id) ?? []).sort(inOrder),
  }))

  const [movers, setMovers] = useState<ReadonlyMap<string, Mover>>(new Map())
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>())
  useEffect(() => () => timers.current.forEach(clearTimeout), [])
  useLiveEvents(
    ({ subjectId }) => typeOfId(subjectId) === "Deal",
    ({ subjectId, kind, actor, snapshot, changes }) => {
      const stageId = (snapshot as { stageId?: string } | null)?.stageId
      const touchesFilter = changes.some(({ field }) => field === "ownerId" || field === "name")
      const list = stageId && board.lists.get(stageId)
      if (list && (!deals.has(subjectId) || (touchesFilter && signature !== "{}"))) void list.refresh()
      if (kind !== "DealMoved" || actor.id === me.id) return
      setMovers((now) => new Map(now).set(subjectId, { id: actor.id ?? actor.name, name: actor.name }))
      const timer = setTimeout(() => {
        timers.current.delete(timer)
        setMovers((now) => new Map([...now].filter(([id]) => id !== subjectId)))
      }, 6000)
      timers.current.add(timer)
    },
  )
  return {
    columns,
    deal: (id: string) => deals.get(id),
    expect,
    moverOf: (id: string) => movers.get(id),
    loading: lists.some((list) => list.loading),
    failure: lists.find((list) => list.failure)?.failure ?? null,
    retry: () => {
      for (const list of lists) if (list.failure) list.retry()
    },
    refresh: board.refresh,
    /** Loads the next block of a stage. */
    more: (stageId: string) => {
      const list = board.lists.get(stageId)
      list?.ensure(0, list.count)
    },
  }
}
