/** A list of records: virtual rows, keys, selection, and every state; cards on a phone. */
import { useLocation, useNavigate } from "@tanstack/react-router"
import { Suspense, useEffect, useRef, useState } from "react"
import { BulkBar } from "@/ui/BulkBar"
import { Button } from "@/ui/Button"
import { EmptyState } from "@/ui/EmptyState"
import { PendingPill } from "@/ui/PendingPill"
import { SkeletonRows } from "@/ui/SkeletonRows"
import { useKeys } from "../keys"
import { useIsPhone } from "../media"
import { Failed } from "../page/Failed"
import { part } from "../part"
import { keepOrder } from "../record/list-order"
import type { CardRows as Cards } from "./CardRows"
import type { GridProps, GridRow } from "./grid-types"
import { PeekPanel } from "./PeekPanel"
import { TableRows } from "./TableRows"
import { useSelection } from "./use-selection"

/** Cards differ in height and want more code for it, which a desktop does without. */
const CardRows = part(() => import("./CardRows"), "CardRows") as typeof Cards

export function RecordGrid<Row extends GridRow>(props: GridProps<Row>) {
  const { label, list, columns, href, empty, filtered, onClearFilters, bulk, peek } = props
  const phone = useIsPhone()
  const navigate = useNavigate()
  const [pathname] = useState(useLocation().pathname)
  const [active, setActive] = useState(-1)
  const selection = useSelection((index) => list.rowAt(index)?.id)
  const [peeking, setPeeking] = useState(false)
  const move = (by: number) => setActive((now) => Math.max(0, Math.min(list.count - 1, now + by)))
  const open = () => {
    const row = list.rowAt(active)
    if (row) void navigate({ to: href(row) as never })
  }
  useKeys("List", [
    { keys: "j", label: "Next row", run: () => move(1) },
    { keys: "k", label: "Row before", run: () => move(-1) },
    { keys: "Enter", label: "Open the row", run: open, unlessControl: true },
    ...(bulk ? [{ keys: "x", label: "Select the row", run: () => selection.toggle(active) }] : []),
    ...(peek && !phone
      ? [
          {
            keys: "Space",
            label: "Glance at the row",
            run: () => {
              if (active < 0) move(1)
              setPeeking((now) => !now)
            },
            unlessControl: true,
          },
        ]
      : []),
    { keys: "r", label: "Show the changes that wait", run: () => void list.refresh() },
    ...(peeking
      ? [{ keys: "Escape", label: "Close the glance", run: () => setPeeking(false) }]
      : selection.selected.size > 0
        ? [{ keys: "Escape", label: "Clear the selection", run: selection.clear }]
        : []),
  ])

  const order = useRef<() => [string[], number]>(() => [[], 0])
  order.current = () => [list.rows().map(({ id }) => id), list.total ?? list.count]
  useEffect(() => () => keepOrder(pathname, ...order.current()), [pathname])

  const glanced = list.rowAt(active)
  const action = `load the ${label.toLocaleLowerCase()}`
  const loading = (
    <SkeletonRows count={18} columns={phone ? 2 : Math.min(6, columns.length)} label={`Loading ${label}`} />
  )
  if (list.loading) return loading
  if (list.failure && list.count === 0)
    return <Failed action={action} failure={list.failure} onRetry={list.retry} />
  if (list.count === 0 && filtered)
    return (
      <EmptyState
        title="Nothing matches"
        action={onClearFilters && <Button onClick={onClearFilters}>Clear the filters</Button>}
      >
        There are {label.toLocaleLowerCase()}, but none that fit these filters.
      </EmptyState>
    )
  if (list.count === 0) return empty
  return (
    <>
      {list.failure && <Failed inline action={action} failure={list.failure} onRetry={list.retry} />}
      {phone ? (
        <Suspense fallback={loading}>
          <CardRows {...props} />
        </Suspense>
      ) : (
        <TableRows {...props} active={active} onActive={setActive} onOpen={open} selection={selection} />
      )}
      {phone && list.pending > 0 && (
        <PendingPill
          count={list.pending}
          onRefresh={() => void list.refresh()}
          className="-translate-x-1/2 absolute bottom-3 left-1/2 z-8"
        />
      )}
      {peek && peeking && glanced && !phone && (
        <PeekPanel label={props.name(glanced)} onOpen={open} onClose={() => setPeeking(false)}>
          {peek(glanced)}
        </PeekPanel>
      )}
      {bulk && (
        <BulkBar count={selection.selected.size} onClear={selection.clear}>
          {bulk([...selection.selected], selection.clear)}
        </BulkBar>
      )}
    </>
  )
}
