import type { ComponentProps, CSSProperties } from "react"
import { cn } from "./cn"

export type TableProps = ComponentProps<"div"> & {
  /** What the rows are, such as "Leads". */
  label: string
  /** Widths of the columns as in grid-template-columns: "40px 240px 100px minmax(120px, 1fr)". */
  columns: string
  /** All rows there are, loaded or not. */
  rowCount?: number
}

/** A grid that scrolls both ways; its head and first columns stay. Rows may be virtual. */
export function Table({ label, columns, rowCount, className, style, ...rest }: TableProps) {
  const widths = { "--columns": columns } as CSSProperties
  return (
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount}
      {...rest}
      style={{ ...widths, ...style }}
      className={cn("scrollbar-thin relative min-h-0 flex-1 overflow-auto bg-background text-sm", className)}
    />
  )
}
