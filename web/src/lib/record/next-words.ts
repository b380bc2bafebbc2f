/** When the next step is due: its shape and its words. */
import { daysFrom, instant, locale, shortDate } from "@/ui/dates"

export type NextWords = { state: "overdue" | "today" | "later" | "none"; words: string }

const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" })

/** `hasStep` tells a step without a date from no step at all. */
export function nextWords(due: string | null | undefined, now: number, hasStep = Boolean(due)): NextWords {
  if (!due) return hasStep ? { state: "later", words: "No date" } : { state: "none", words: "No step" }
  const days = daysFrom(due, now)
  if (instant(due) < now) return { state: "overdue", words: days === 0 ? "Overdue" : `${-days} d` }
  if (days === 0) return { state: "today", words: shortDate(due, now) }
  return { state: "later", words: day.format(instant(due)) }
}
