import type { ReactNode } from "react"
import { Count } from "./Count"
import { cn } from "./cn"

export type SectionProps = {
  title: ReactNode
  icon?: ReactNode
  count?: number
  actions?: ReactNode
  children: ReactNode
  className?: string
}

/** A titled part of a page or a panel. */
export function Section({ title, icon, count, actions, children, className }: SectionProps) {
  return (
    <section className={className}>
      <div className={cn("flex h-8 items-center gap-[7px]", icon && "[&>.lucide]:text-muted-foreground")}>
        {icon}
        <h2 className="font-semibold text-sm max-md:text-base">{title}</h2>
        {count !== undefined && <Count value={count} />}
        {actions && <div className="ml-auto flex items-center gap-1">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
