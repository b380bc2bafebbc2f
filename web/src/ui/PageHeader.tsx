import type { ReactNode } from "react"
import { cn } from "./cn"

export type PageHeaderProps = {
  title: ReactNode
  /** Before the title: a way back, a crumb. */
  before?: ReactNode
  /** After the title: a count, a date, tabs. */
  children?: ReactNode
  /** At the end: presence, menu, the one primary button. */
  actions?: ReactNode
  className?: string
}

/** The bar at the top of a screen: 44 px, 52 on a phone with a larger title. */
export function PageHeader({ title, before, children, actions, className }: PageHeaderProps) {
  return (
    <header
      className={cn(
        "flex h-11 min-w-0 flex-none items-center gap-2 border-b px-5 max-md:h-[52px] max-md:pr-2 max-md:pl-4",
        className,
      )}
    >
      {before}
      <h1 className="truncate font-semibold text-base tracking-tight max-md:text-xl">{title}</h1>
      {children}
      {actions && <div className="ml-auto flex flex-none items-center gap-2">{actions}</div>}
    </header>
  )
}
