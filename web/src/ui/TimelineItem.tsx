import type { ReactNode } from "react"
import { cn } from "./cn"

const tones = {
  neutral: "bg-muted text-muted-foreground",
  primary: "bg-primary-soft text-primary-text",
  success: "bg-success-soft text-success-text",
  danger: "bg-danger-soft text-danger-text",
}

export type TimelineItemProps = {
  icon: ReactNode
  tone?: keyof typeof tones
  /** Who did what, in one line. Put names in <strong>. */
  children: ReactNode
  /** When: a RelativeTime or DateText. */
  at?: ReactNode
  /** What was said or written, in a card. */
  card?: ReactNode
  /** Badges: under the text in the card, or alone. */
  outcome?: ReactNode
  /** The last before a day or the end: no line leads on. */
  last?: boolean
}

/** One event: a dot, a line of words and, if there is a text, its card. */
export function TimelineItem({
  icon,
  tone = "neutral",
  children,
  at,
  card,
  outcome,
  last,
}: TimelineItemProps) {
  return (
    <article
      className={cn(
        "relative grid grid-cols-[24px_minmax(0,1fr)] gap-2.5 pb-3.5",
        !last &&
          "before:absolute before:top-[26px] before:bottom-0.5 before:left-[11.5px] before:w-px before:bg-border",
      )}
    >
      <span
        aria-hidden="true"
        className={cn("grid size-6 place-items-center rounded-full [&_.lucide]:size-[13px]", tones[tone])}
      >
        {icon}
      </span>
      <div className="min-w-0">
        <div className="flex min-h-6 items-baseline gap-1.5 pt-0.5 text-muted-foreground">
          <span className="min-w-0 [&_strong]:font-medium [&_strong]:text-foreground">{children}</span>
          {at && <span className="ml-auto flex-none pl-2 text-subtle-foreground text-xs">{at}</span>}
        </div>
        {card && (
          <div className="mt-1 whitespace-pre-wrap break-words rounded-md border bg-card px-3 py-2.5">
            {card}
            {outcome && <div className="mt-2 flex flex-wrap gap-1.5">{outcome}</div>}
          </div>
        )}
        {outcome && !card && <div className="mt-1 flex flex-wrap gap-1.5">{outcome}</div>}
      </div>
    </article>
  )
}
