import type { ReactNode } from "react"

/** The row of column heads; it stays at the top. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    <div role="rowgroup" className="sticky top-0 z-4 w-full min-w-min">
      <div
        role="row"
        className="grid h-8 grid-cols-(--columns) border-b bg-background font-medium text-muted-foreground text-xs"
      >
        {children}
      </div>
    </div>
  )
}
