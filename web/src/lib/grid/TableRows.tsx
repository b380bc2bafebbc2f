/** The rows of a list as a table: virtual, one tab stop, cells that flash when someone else changes them. */
import { Fragment, type KeyboardEvent, useEffect, useRef } from "react"
import { Checkbox } from "@/ui/Checkbox"
import { HeaderCell } from "@/ui/HeaderCell"
import { Table } from "@/ui/Table"
import { TableHead } from "@/ui/TableHead"
import { GridRowView } from "./GridRowView"
import type { GridProps, GridRow } from "./grid-types"
import { useFlash } from "./use-flash"
import { useRowsInSight } from "./use-rows-in-sight"
import type { useSelection } from "./use-selection"

const rowHeight = 36
const headHeight = 32

type Props<Row> = GridProps<Row> & {
  active: number
  onActive: (index: number) => void
  onOpen: () => void
  selection: ReturnType<typeof useSelection>
}

export function TableRows<Row extends GridRow>(props: Props<Row>) {
  const { label, list, columns, sort, onSort, name, bulk, peek, foot, group } = props
  const { active, onActive, onOpen, selection } = props
  const scroller = useRef<HTMLDivElement>(null)
  const flashes = useFlash()
  const { first, last, scrollTo } = useRowsInSight({
    scroller,
    count: list.count,
    rowHeight,
    head: headHeight,
    foot: foot ? 34 : 0,
  })
  useEffect(() => list.ensure(first, last), [list.ensure, first, last])
  // The row takes the focus once it is drawn, which may be later than it is scrolled to.
  const focus = useRef(false)
  useEffect(() => {
    if (active < 0) return
    focus.current = true
    scrollTo(active)
  }, [active, scrollTo])
  useEffect(() => {
    if (!focus.current || active < first || active > last) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)
    row?.focus({ preventScroll: true })
    focus.current = false
  }, [active, first, last])

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute("role") !== "row") return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -list.count, End: list.count }[
      event.key
    ]
    const head = list.groupAt(active)
    if (event.key === "Enter" && head) list.toggle(head.id)
    else if (event.key === "Enter") onOpen()
    else if (event.key === " " && bulk && !peek) selection.toggle(active, event.shiftKey)
    else if (step) onActive(Math.max(0, Math.min(list.count - 1, active + step)))
    else return
    event.preventDefault()
  }
  const loaded = bulk ? list.rows() : []
  const all = loaded.length > 0 && loaded.every(({ id }) => selection.selected.has(id))
  // Rows are out of the flow, so the width that the columns need at least is said.
  const least = columns.reduce((sum, { width }) => sum + Number(/\d+/.exec(width)?.[0] ?? 100), bulk ? 40 : 0)
  const widths = `${bulk ? "40px " : ""}${columns.map(({ width }) => width).join(" ")}`
  return (
    <Table
      ref={scroller}
      label={label}
      columns={widths}
      rowCount={(list.total ?? list.count) + 1}
      aria-busy={list.switching || list.refreshing || undefined}
      onKeyDown={onKeyDown}
    >
      <TableHead>
        {bulk && (
          <HeaderCell pin="check">
            <Checkbox
              aria-label="Select the loaded rows"
              checked={all}
              indeterminate={!all && selection.selected.size > 0}
              onChange={() => (all ? selection.clear() : selection.set(loaded.map(({ id }) => id)))}
            />
          </HeaderCell>
        )}
        {columns.map((column, at) => (
          <HeaderCell
            key={column.id}
            pin={at === 0 && bulk ? "name" : undefined}
            icon={column.icon}
            align={column.align}
            sort={sort && column.sort === sort.by ? (sort.direction === "ASC" ? "asc" : "desc") : undefined}
            onSort={column.sort && onSort ? () => column.sort && onSort(column.sort) : undefined}
          >
            {column.label}
          </HeaderCell>
        ))}
      </TableHead>
      <div role="rowgroup" className="relative" style={{ height: list.count * rowHeight, minWidth: least }}>
        {Array.from({ length: last - first + 1 }, (_, at) => {
          const index = first + at
          const top = index * rowHeight
          const row = list.rowAt(index)
          const head = list.groupAt(index)
          const key = row?.id ?? head?.id ?? index
          if (head && group)
            return (
              <Fragment key={key}>
                {group(head.id, {
                  open: head.open,
                  count: head.total,
                  onToggle: () => list.toggle(head.id),
                  tabIndex: index === Math.max(active, 0) ? 0 : -1,
                  onFocus: (event) => event.target === event.currentTarget && onActive(index),
                  "data-index": index,
                  "aria-rowindex": index + 2,
                  className: "absolute top-0 left-0",
                  style: { height: rowHeight, transform: `translateY(${top}px)` },
                })}
              </Fragment>
            )
          return (
            <GridRowView
              key={key}
              row={row}
              name={row ? name(row) : ""}
              columns={columns}
              index={index}
              top={top}
              active={index === active}
              reachable={index === Math.max(active, 0)}
              selected={bulk ? Boolean(row && selection.selected.has(row.id)) : undefined}
              flash={row && flashes.get(row.id)?.fields}
              onActive={onActive}
              onToggle={selection.toggle}
            />
          )
        })}
      </div>
      {foot}
    </Table>
  )
}
