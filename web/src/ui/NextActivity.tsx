import { cn } from "./cn"

const looks = {
  overdue: "text-danger-text",
  today: "text-success-text",
  later: "text-muted-foreground",
  none: "text-warning-text",
}

export type NextActivityProps = {
  state: keyof typeof looks
  /** Such as "Overdue, 3 d", "15:00", "24 Nov", "No step". */
  children: React.ReactNode
  className?: string
}

/** The next step by shape and words: square, disc, ring, dashed ring. */
export function NextActivity({ state, children, className }: NextActivityProps) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-[5px] whitespace-nowrap text-xs tabular-nums",
        looks[state],
        className,
      )}
    >
      <svg
        viewBox="0 0 12 12"
        className="size-3 flex-none fill-none stroke-current stroke-[1.4]"
        aria-hidden="true"
      >
        {state === "overdue" && (
          <>
            <rect x="1.5" y="1.5" width="9" height="9" rx="1.5" className="fill-current stroke-none" />
            <path d="M6 3.6v3M6 8.3v.2" strokeLinecap="round" className="stroke-card" />
          </>
        )}
        {state === "today" && <circle cx="6" cy="6" r="4.8" className="fill-current stroke-none" />}
        {state === "later" && <circle cx="6" cy="6" r="4.2" />}
        {state === "none" && <circle cx="6" cy="6" r="4.4" strokeDasharray="2.2 1.7" />}
      </svg>
      {children}
    </span>
  )
}
