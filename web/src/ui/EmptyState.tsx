import type { ReactNode } from "react"
import { cn } from "./cn"

export type EmptyStateProps = {
  /** A picture of what will be here, or an icon. */
  art?: ReactNode
  /** What the screen is for, or that nothing matches. */
  title: string
  children?: ReactNode
  /** The one next action. */
  action?: ReactNode
  /** Quieter ways, as links. */
  ways?: ReactNode
  className?: string
}

/** Nothing here yet, or nothing that matches: says which, and offers the one next action. */
export function EmptyState({ art, title, children, action, ways, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "m-auto grid w-full max-w-[420px] grid-cols-[minmax(0,1fr)] justify-items-center gap-1.5 p-6 text-center",
        className,
      )}
    >
      {art && (
        <div aria-hidden="true" className="mb-4 max-w-full text-subtle-foreground">
          {art}
        </div>
      )}
      <h2 className="font-semibold text-lg">{title}</h2>
      {children && <p className="text-pretty text-base text-muted-foreground">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
      {ways && (
        <div className="mt-2.5 flex flex-wrap items-center justify-center gap-1.5 text-base text-muted-foreground">
          {ways}
        </div>
      )}
    </div>
  )
}
