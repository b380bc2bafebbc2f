import { ChevronDown } from "lucide-react"
import type { ComponentProps, ReactNode } from "react"
import { Count } from "./Count"
import { cn } from "./cn"

export type TableGroupProps = Omit<ComponentProps<"div">, "title"> & {
  title: ReactNode
  mark?: ReactNode
  /** All records of the group, loaded or not; null until it is known. */
  count: number | null
  open: boolean
  onToggle: () => void
  /** The group's totals as TableCells, one for each column after the name. */
  children?: ReactNode
}

/** The head of a group of rows, with its totals. */
export function TableGroup({
  title,
  mark,
  count,
  open,
  onToggle,
  children,
  className,
  ...rest
}: TableGroupProps) {
  return (
    <div
      role="row"
      tabIndex={-1}
      {...rest}
      className={cn(
        "grid h-[34px] w-full min-w-min grid-cols-(--columns) border-b bg-surface text-muted-foreground text-xs",
        className,
      )}
    >
      <div
        role="rowheader"
        tabIndex={-1}
        className="sticky left-0 z-2 col-span-2 flex min-w-0 border-r bg-inherit pl-[50px]"
      >
        <button
          type="button"
          tabIndex={rest.tabIndex}
          aria-expanded={open}
          onClick={onToggle}
          className="flex min-w-0 flex-1 items-center gap-[7px] font-medium text-foreground text-sm focus-visible:-outline-offset-2"
        >
          <ChevronDown
            className={cn("size-3.5 text-subtle-foreground transition-transform", !open && "-rotate-90")}
            aria-hidden="true"
          />
          {mark}
          <span className="truncate">{title}</span>
          {count !== null && <Count value={count} />}
        </button>
      </div>
      {children}
    </div>
  )
}
