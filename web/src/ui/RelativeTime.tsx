import { cn } from "./cn"
import { fullDateTime, type Instant, relativeTime } from "./dates"

export type RelativeTimeProps = { value: Instant; now: number; className?: string }

/** How long ago, or in how long; the tip has the moment in full. */
export function RelativeTime({ value, now, className }: RelativeTimeProps) {
  return (
    <time
      dateTime={new Date(value).toISOString()}
      title={fullDateTime(value)}
      className={cn("whitespace-nowrap tabular-nums", className)}
    >
      {relativeTime(value, now)}
    </time>
  )
}
