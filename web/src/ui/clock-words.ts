import { type Instant, instant } from "./dates"

export type ClockTimes = {
  startedAt: Instant
  dueAt: Instant
  /** When it was answered; the clock then stands. */
  metAt?: Instant | null
  /** The server's time, in milliseconds. */
  now: number
}

export type ClockReading = {
  state: "ok" | "soon" | "over" | "met"
  /** Such as "22 m left", "12 m over", or "14 m" once met. */
  words: string
  /** The share of the time that is left, from 0 to 100. */
  left: number
}

/** What a clock shows now. It is "soon" in the last quarter of its time. */
export function readClock({ startedAt, dueAt, metAt, now }: ClockTimes): ClockReading {
  const start = instant(startedAt)
  const due = instant(dueAt)
  if (metAt != null) {
    const met = instant(metAt)
    return { state: "met", words: span(met - start) + (met > due ? ", late" : ""), left: 0 }
  }
  if (now >= due) return { state: "over", words: `${span(now - due)} over`, left: 0 }
  const share = due > start ? Math.min(100, (100 * (due - now)) / (due - start)) : 0
  return { state: share <= 25 ? "soon" : "ok", words: `${span(due - now)} left`, left: Math.round(share) }
}

/** A length of time in at most two units: "40 s", "22 m", "1 h 52 m", "2 d 4 h". */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} m`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) {
    const rest = minutes % 60
    return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, "0")} m`
  }
  const days = Math.floor(hours / 24)
  const rest = hours % 24
  return rest === 0 || days >= 7 ? `${days} d` : `${days} d ${rest} h`
}
