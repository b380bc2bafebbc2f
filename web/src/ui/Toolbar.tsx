import type { ReactNode } from "react"
import { cn } from "./cn"

export type ToolbarProps = {
  /** Filters, from the start. */
  children?: ReactNode
  /** Sort, group and save, or totals, at the end. */
  end?: ReactNode
  label?: string
  className?: string
}

/** The bar of filters under the header; it scrolls sideways on a phone. */
export function Toolbar({ children, end, label = "Filters", className }: ToolbarProps) {
  return (
    <div
      role="region"
      aria-label={label}
      className={cn(
        "scrollbar-none flex h-11 min-w-0 flex-none items-center gap-1.5 border-b px-5 max-md:h-auto max-md:min-h-[52px] max-md:overflow-x-auto max-md:px-4 max-md:py-2",
        className,
      )}
    >
      {children}
      {end && <div className="ml-auto flex flex-none items-center gap-2">{end}</div>}
    </div>
  )
}
