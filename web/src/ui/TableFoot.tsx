import type { ReactNode } from "react"

/** The totals of all rows, by the server; stays at the bottom. Takes TableCells. */
export function TableFoot({ children }: { children: ReactNode }) {
  return (
    <div role="rowgroup" className="sticky bottom-0 z-3 w-full min-w-min">
      <div
        role="row"
        className="grid h-[34px] grid-cols-(--columns) border-t bg-surface text-muted-foreground text-xs"
      >
        {children}
      </div>
    </div>
  )
}
