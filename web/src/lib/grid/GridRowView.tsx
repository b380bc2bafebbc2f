/** One row of a grid; it renders again only when its record, its place or its marks change. */
import { memo, type ReactNode } from "react"
import { Checkbox } from "@/ui/Checkbox"
import { Skeleton } from "@/ui/Skeleton"
import { TableCell } from "@/ui/TableCell"
import { TableRow } from "@/ui/TableRow"
import type { Column, GridRow } from "./grid-types"

type Props<Row> = {
  row: Row | undefined
  /** The row's name, for readers. */
  name: string
  columns: Column<Row>[]
  index: number
  /** Pixels from the first row. */
  top: number
  active: boolean
  /** The one that Tab reaches. */
  reachable: boolean
  /** Undefined where rows cannot be selected. */
  selected: boolean | undefined
  /** Fields that someone else has just changed. */
  flash: ReadonlySet<string> | undefined
  onActive: (index: number) => void
  onToggle: (index: number, extend: boolean) => void
}

function View<Row extends GridRow>(props: Props<Row>): ReactNode {
  const { row, name, columns, index, top, active, reachable, selected, flash, onActive, onToggle } = props
  const selectable = selected !== undefined
  const tabIndex = reachable ? 0 : -1
  return (
    <TableRow
      data-index={index}
      index={index + 2}
      active={active}
      selected={selected}
      tabIndex={tabIndex}
      onFocus={(event) => event.target === event.currentTarget && onActive(index)}
      className="absolute top-0 left-0 w-full!"
      style={{ transform: `translateY(${top}px)` }}
    >
      {selectable && (
        <TableCell pin="check">
          {row && (
            <Checkbox
              aria-label={`Select ${name}`}
              checked={selected}
              tabIndex={tabIndex}
              onChange={() => {}}
              onClick={(event) => onToggle(index, event.shiftKey)}
            />
          )}
        </TableCell>
      )}
      {columns.map((column, at) => {
        const changed = flash?.has(column.id) ?? false
        return (
          <TableCell
            key={column.id}
            pin={at === 0 && selectable ? "name" : undefined}
            align={column.align}
            flash={changed ? row?.version : undefined}
          >
            {row ? column.cell(row, tabIndex) : <Skeleton className="w-2/3" />}
          </TableCell>
        )
      })}
    </TableRow>
  )
}

export const GridRowView = memo(View) as typeof View
