/** Lists for virtual grids: rows patched in place, and "n changes · Refresh" for what would move them. */
import type { AnyVariables, TypedDocumentNode } from "@urql/core"
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react"
import { useClient } from "urql"
import { BlockGroups } from "./block-groups"
import { BlockList, type Page } from "./block-list"
import { useDirectory } from "./directory"
import { type LiveEvent, useLiveMessages } from "./live"
import type { RecordTypeName } from "./record-type"
import { typeOfId } from "./record-type"

export type ListOptions<Data, Variables, Row> = {
  document: TypedDocumentNode<Data, Variables>
  /** Everything but `first`, `after` and `counted`. */
  variables: Omit<Variables, "first" | "after" | "counted">
  read: (data: Data) => Page<Row>
  type: RecordTypeName
  /** Fields that the present sort and filter read: a change of one of them waits for a refresh. */
  watch: readonly string[]
  /** One list for each under a head of its own, in this order; their variables go over the others. */
  groups?: readonly { id: string; variables: Partial<Variables> }[]
}

const comesOrGoes = /(Created|Captured|Deleted|Restored|Merged|Converted)$/
/** Every event renews `updatedAt`, which none of them lists. */
const touches = (event: LiveEvent, watch: readonly string[]) =>
  watch.includes("updatedAt") ||
  comesOrGoes.test(event.kind) ||
  event.changes.some(({ field }) => watch.includes(field))

/** A list in blocks. Give `ensure` the rows in sight; show `pending` as the pill and bind R to `refresh`. */
export function useBlocks<Data, Variables extends AnyVariables, Row extends { id: string }>(
  options: ListOptions<Data, Variables, Row>,
) {
  const client = useClient()
  const { me } = useDirectory()
  const signature = JSON.stringify([options.variables, options.groups])
  const { document } = options
  const latest = useRef(options)
  latest.current = options
  const list = useMemo<BlockList<Data, Row> | BlockGroups<Data, Row>>(() => {
    const [variables, groups] = JSON.parse(signature)
    const read = (data: Data) => latest.current.read(data)
    const listOf = (more?: object) =>
      new BlockList<Data, Row>({ client, document, variables: { ...variables, ...more }, read })
    if (!groups) return listOf()
    return new BlockGroups(
      (groups as NonNullable<typeof options.groups>).map(({ id, variables }) => ({
        id,
        list: listOf(variables),
      })),
    )
  }, [client, document, signature])
  useSyncExternalStore(list.subscribe, list.version, list.version)

  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set())
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts without changes.
  useEffect(() => setWaiting(new Set()), [list])
  const refresh = useMemo(
    () => () => {
      setWaiting(new Set())
      return list.refresh()
    },
    [list],
  )
  useLiveMessages(({ event }) => {
    if (!event || typeOfId(event.subjectId) !== latest.current.type) return
    if (Date.parse(event.at) < list.askedAt || !touches(event, latest.current.watch)) return
    // What I add or remove myself, I expect to see at once.
    if (event.actor.id === me.id && comesOrGoes.test(event.kind)) void refresh()
    else setWaiting((ids) => new Set(ids).add(event.subjectId))
  })

  // While another sort or filter loads, the old rows stay.
  const shown = useRef(list)
  if (!list.loading) shown.current = list
  const source = list.loading && !shown.current.loading ? shown.current : list
  return {
    count: source.count,
    total: source.total,
    rowAt: (index: number) => source.rowAt(index),
    rows: () => source.rows(),
    /** The head of a group at this place. */
    groupAt: (index: number) => (source instanceof BlockGroups ? source.groupAt(index) : undefined),
    toggle: (id: string) => source instanceof BlockGroups && source.toggle(id),
    ensure: list.ensure,
    /** Nothing to show yet. */
    loading: source.loading,
    /** Rows of the sort or filter before are still shown. */
    switching: source !== list,
    failure: list.failure,
    retry: list.retry,
    pending: waiting.size,
    refresh,
    refreshing: list.refreshing,
  }
}
