import type { ReactNode } from "react"
import { cn } from "./cn"

export type PanelProps = {
  title: ReactNode
  /** The definition's button, beside the title. */
  info?: ReactNode
  /** Readiness, “As table”. */
  actions?: ReactNode
  /** The title is quiet because the number speaks. */
  quiet?: boolean
  children: ReactNode
  className?: string
}

/** A card of a dashboard: title, trust, content. */
export function Panel({ title, info, actions, quiet, children, className }: PanelProps) {
  return (
    <section className={cn("min-w-0 rounded-md border bg-card", className)}>
      <header className="flex min-h-[38px] items-center gap-1.5 pt-2.5 pr-2.5 pl-4">
        <h2 className={cn("truncate text-sm", quiet ? "font-medium text-muted-foreground" : "font-semibold")}>
          {title}
        </h2>
        {info}
        {actions && <div className="ml-auto flex flex-none items-center gap-1.5">{actions}</div>}
      </header>
      {children}
    </section>
  )
}
