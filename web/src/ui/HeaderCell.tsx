import { ArrowDown, ArrowUp } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "./cn"
import { type Pin, pinClass } from "./pin-class"

export type HeaderCellProps = {
  /** The column's name, or the checkbox that selects all. */
  children?: ReactNode
  /** The baton, or the field's icon. */
  icon?: ReactNode
  sort?: "asc" | "desc"
  /** Sorts by this column; the head is then a button. */
  onSort?: () => void
  align?: "left" | "right"
  pin?: Pin
  /** The column's menu button. */
  menu?: ReactNode
  className?: string
}

/** The head of a column. */
export function HeaderCell({ children, icon, sort, onSort, align, pin, menu, className }: HeaderCellProps) {
  const Arrow = sort === "asc" ? ArrowUp : ArrowDown
  const inside = (
    <>
      {icon}
      <span className="truncate">{children}</span>
      {sort && <Arrow className="size-[13px] text-muted-foreground" aria-hidden="true" />}
    </>
  )
  const line = cn("flex h-full min-w-0 flex-1 items-center gap-[5px]", align === "right" && "justify-end")
  return (
    <div
      role="columnheader"
      aria-sort={sort && (sort === "asc" ? "ascending" : "descending")}
      className={cn(
        "contain-inline-size flex min-w-0 items-center bg-inherit px-2.5 first:pl-5 last:pr-5",
        pin && pinClass[pin],
        className,
      )}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className={cn(line, "hover:text-foreground focus-visible:-outline-offset-2")}
        >
          {inside}
        </button>
      ) : pin === "check" ? (
        children
      ) : (
        <span className={line}>{inside}</span>
      )}
      {menu}
    </div>
  )
}
