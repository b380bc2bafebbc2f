/** What a grid of records is told about its columns and its list. */
import type { ComponentProps, ReactNode } from "react"
import type { useBlocks } from "../blocks"

export type Column<Row> = {
  /** The field's API name: a cell flashes when someone else changes that field. */
  id: string
  label: string
  /** As in grid-template-columns: `120px` or `minmax(160px, 1fr)`. */
  width: string
  /** The sort that the server offers for it. */
  sort?: string
  align?: "right"
  icon?: ReactNode
  /** `tabIndex` is for a control inside: only those of the row that has the keyboard are reached by Tab. */
  cell: (row: Row, tabIndex: 0 | -1) => ReactNode
}

/** What `useBlocks` returns, for rows of one kind. */
export type List<Row> = Omit<ReturnType<typeof useBlocks>, "rowAt" | "rows"> & {
  rowAt: (index: number) => Row | undefined
  rows: () => Row[]
}

export type GridRow = { id: string; version: number }
export type Sort = { by: string; direction: "ASC" | "DESC" }

export type GridProps<Row> = {
  /** What the rows are, such as "Deals". */
  label: string
  list: List<Row>
  /** The first stays in sight. */
  columns: Column<Row>[]
  sort?: Sort
  onSort?: (by: string) => void
  /** The page of a row. */
  href: (row: Row) => string
  /** The name of a row, for readers. */
  name: (row: Row) => string
  /** A row on a phone: a ListRow. */
  card: (row: Row) => ReactNode
  /** Nothing here yet. */
  empty: ReactNode
  /** A filter or a search narrows the list, so that nothing may mean "nothing matches". */
  filtered?: boolean
  onClearFilters?: () => void
  /** What can be done with the selected rows; without it rows cannot be selected. */
  bulk?: (ids: string[], clear: () => void) => ReactNode
  /** What a glance at a row shows; Space opens it beside the list. */
  peek?: (row: Row) => ReactNode
  /** A TableFoot with totals by the server. */
  foot?: ReactNode
  /** The head of a group, a TableGroup, where the list is in groups. */
  group?: (id: string, head: HeadProps) => ReactNode
}

/** What the grid tells the head of a group: whether it is open, where it stands, how it is reached. */
export type HeadProps = Pick<ComponentProps<"div">, "tabIndex" | "className" | "style" | "onFocus"> & {
  open: boolean
  /** All rows of the group, loaded or not; null until it is known. */
  count: number | null
  onToggle: () => void
  "data-index": number
  "aria-rowindex": number
}
