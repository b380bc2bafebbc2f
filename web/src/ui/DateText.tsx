import { cn } from "./cn"
import { fullDateTime, type Instant, shortDate } from "./dates"

export type DateTextProps = {
  value: Instant | null | undefined
  /** The server's time, in milliseconds. */
  now: number
  /** With the day of the week, for dates ahead. */
  weekday?: boolean
  /** With the time of day, on other days than today. */
  time?: boolean
  /** It has passed and matters: red, and “overdue” for readers. */
  late?: boolean
  className?: string
}

/** A date as short as it is clear; the tip has it in full. */
export function DateText({ value, now, weekday, time, late, className }: DateTextProps) {
  if (value == null) return null
  return (
    <time
      dateTime={typeof value === "string" ? value : new Date(value).toISOString()}
      title={fullDateTime(value)}
      className={cn("whitespace-nowrap tabular-nums", late && "font-medium text-danger-text", className)}
    >
      {late && <span className="sr-only">Overdue: </span>}
      {shortDate(value, now, { weekday, time })}
    </time>
  )
}
