/** A moment: milliseconds, a Date, or an ISO date-time as the server sends it. */
export type Instant = number | string | Date

/** The interface's words are English, so its dates and numbers are written the same way. */
export const locale = "en-GB"

/** Milliseconds of a moment. A plain date ("2026-11-20") is midnight here, not in Greenwich. */
export function instant(value: Instant): number {
  if (typeof value === "number") return value
  if (value instanceof Date) return value.getTime()
  return new Date(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00` : value).getTime()
}

const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" })
const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" })
const withYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" })
const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" })
const full = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" })
const fullDate = new Intl.DateTimeFormat(locale, { dateStyle: "full" })

/** Days from now's day to the value's: 0 today, -1 yesterday. */
export function daysFrom(value: Instant, now: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)
  return Math.round((midnight(instant(value)) - midnight(now)) / 86_400_000)
}

/** "10:42", "Today", "Yesterday", "Fri 20 Nov", "2 Oct", "2 Oct 2024": as short as it is clear. */
export function shortDate(
  value: Instant,
  now: number,
  options: { weekday?: boolean; time?: boolean } = {},
): string {
  const at = new Date(instant(value))
  if (Number.isNaN(at.getTime())) return ""
  const plain = isPlainDate(value)
  const away = daysFrom(value, now)
  const clock = options.time && !plain ? ` ${time.format(at)}` : ""
  if (away === 0) return plain ? "Today" : time.format(at)
  if (away === -1) return `Yesterday${clock}`
  if (away === 1) return `Tomorrow${clock}`
  if (at.getFullYear() !== new Date(now).getFullYear()) return withYear.format(at) + clock
  return (options.weekday ? weekday.format(at).replace(",", "") : day.format(at)) + clock
}

/** "14:05". */
export const shortTime = (value: Instant) => time.format(new Date(instant(value)))

/** The day of a moment here, as a plain date. */
export function localDay(value: Instant): string {
  const at = new Date(instant(value))
  const two = (number: number) => String(number).padStart(2, "0")
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** "just now", "40 s ago", "in 22 m", "3 h ago", then the short date. */
export function relativeTime(value: Instant, now: number): string {
  const away = now - instant(value)
  const seconds = Math.floor(Math.abs(away) / 1000)
  const say = (amount: string) => (away >= 0 ? `${amount} ago` : `in ${amount}`)
  if (seconds < 2) return "just now"
  if (seconds < 60) return say(`${seconds} s`)
  if (seconds < 3600) return say(`${Math.floor(seconds / 60)} m`)
  if (seconds < 86_400) return say(`${Math.floor(seconds / 3600)} h`)
  if (seconds < 7 * 86_400) return say(`${Math.floor(seconds / 86_400)} d`)
  return shortDate(value, now)
}

/** Day, date and time in full, for a tip. */
export function fullDateTime(value: Instant): string {
  const at = instant(value)
  if (Number.isNaN(at)) return ""
  return (isPlainDate(value) ? fullDate : full).format(at)
}

function isPlainDate(value: Instant): boolean {
  return typeof value === "string" && value.length === 10
}
