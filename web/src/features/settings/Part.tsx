/** One part of a settings page: what it is for at its head, a card below. */
import type { ReactNode } from "react"
import { cn } from "@/ui/cn"

type Props = {
  title: string
  description?: ReactNode
  actions?: ReactNode
  /** The card's own padding; a list of rows has its own. */
  plain?: boolean
  children: ReactNode
}

export function Part({ title, description, actions, plain, children }: Props) {
  return (
    <section aria-label={title} className="not-first:mt-9">
      <header className="mb-3 flex items-end gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-base">{title}</h2>
          {description && <p className="text-pretty text-muted-foreground">{description}</p>}
        </div>
        {actions && <div className="flex flex-none items-center gap-2">{actions}</div>}
      </header>
      <div className={cn("overflow-hidden rounded-md border bg-card", !plain && "p-4")}>{children}</div>
    </section>
  )
}
