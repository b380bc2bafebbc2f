import { cn } from "./cn"

export type ReadinessBadgeProps = {
  /** From 0 to 100; null while it is not known. */
  score: number | null
  /** Shows the rows that lower it. */
  onClick?: () => void
  className?: string
}

/** How far a number can be trusted: green from 90, amber from 70, red below; the number is always there. */
export function ReadinessBadge({ score, onClick, className }: ReadinessBadgeProps) {
  const tone =
    score === null
      ? "stroke-border"
      : score >= 90
        ? "stroke-success"
        : score >= 70
          ? "stroke-warning"
          : "stroke-danger"
  const look = cn(
    "touch-target inline-flex h-6 flex-none items-center gap-[5px] whitespace-nowrap rounded-full border border-border pr-[7px] pl-1 font-medium text-muted-foreground text-xs leading-none tabular-nums",
    onClick && "hover:border-border-strong hover:text-foreground focus-visible:rounded-full",
    className,
  )
  const inside = (
    <>
      <svg viewBox="0 0 14 14" aria-hidden="true" className="size-3.5 -rotate-90 fill-none stroke-[2.75]">
        <circle cx="7" cy="7" r="5.4" className="stroke-border" />
        {score !== null && (
          <circle
            cx="7"
            cy="7"
            r="5.4"
            pathLength="100"
            strokeDasharray={`${score} 100`}
            strokeLinecap="round"
            className={tone}
          />
        )}
      </svg>
      {score ?? "–"}
    </>
  )
  const words = score === null ? "Readiness not known yet" : `Readiness ${score} of 100`
  if (!onClick) {
    return (
      <span role="img" aria-label={words} title={words} className={look}>
        {inside}
      </span>
    )
  }
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={`${words}: see what lowers it`}
      title={words}
      className={look}
    >
      {inside}
    </button>
  )
}
