import type { ReactNode } from "react"

/** What happened, newest first; holds TimelineItem and TimelineDay. */
export function Timeline({ children, label = "Timeline" }: { children: ReactNode; label?: string }) {
  return <section aria-label={label}>{children}</section>
}

/** A line with the day above its events. */
export function TimelineDay({ children }: { children: ReactNode }) {
  return (
    <h3 className="mt-0.5 mb-2.5 flex items-center gap-2.5 font-medium text-subtle-foreground text-xs after:h-px after:flex-1 after:bg-border">
      {children}
    </h3>
  )
}
