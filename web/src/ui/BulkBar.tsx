import { X } from "lucide-react"
import type { ReactNode } from "react"
import { IconButton } from "./IconButton"

export type BulkBarProps = {
  /** How many are selected. */
  count: number
  onClear: () => void
  /** Ghost buttons, each with its key. */
  children: ReactNode
}

/** Floats over a grid while rows are selected. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  if (count === 0) return null
  return (
    <div
      role="toolbar"
      aria-label={`${count} selected`}
      className="scrollbar-none absolute bottom-[46px] left-1/2 z-8 flex h-11 max-w-[calc(100%-24px)] -translate-x-1/2 items-center gap-0.5 overflow-x-auto whitespace-nowrap rounded-lg bg-popover px-1.5 text-foreground shadow-popover max-md:bottom-3 max-md:h-14 [&_button]:text-foreground"
    >
      <strong className="pr-1 pl-2 font-semibold tabular-nums" aria-live="polite">
        {count.toLocaleString("en-GB")} selected
      </strong>
      <IconButton label="Clear the selection" kbd="Escape" onClick={onClear}>
        <X aria-hidden="true" />
      </IconButton>
      <span aria-hidden="true" className="mx-1.5 h-5 w-px flex-none bg-border" />
      {children}
    </div>
  )
}
