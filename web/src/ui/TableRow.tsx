import type { ComponentProps } from "react"
import { cn } from "./cn"

const heights = { compact: "h-8", normal: "h-9", comfortable: "h-10" }

export type TableRowProps = ComponentProps<"div"> & {
  /** Its place among all rows, from 1; the head is 1, the first row 2. */
  index?: number
  selected?: boolean
  /** The keyboard is on this row. */
  active?: boolean
  density?: keyof typeof heights
}

/** A row of cells. Position it yourself when the list is virtual. */
export function TableRow({ index, selected, active, density = "normal", className, ...rest }: TableRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index}
      aria-selected={selected ?? undefined}
      data-active={active || undefined}
      tabIndex={-1}
      {...rest}
      className={cn(
        "group/row grid w-full min-w-min grid-cols-(--columns) border-b bg-background hover:bg-accent focus-visible:-outline-offset-2",
        active && "bg-accent",
        selected && "bg-primary-soft hover:bg-primary-soft",
        heights[density],
        className,
      )}
    />
  )
}
