/** The audit in words: what was done, to what, and from which value to which. */
import { fieldWords } from "@/lib/record/event-words"

/** "SignedIn", "sign_in.failed", "session.revoked": whatever the spelling, its words. */
export const actionWords = (action: string) => {
  const words = action
    .replace(/[._-]+/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What went wrong, or takes something away, is looked at first. */
export const toneOf = (action: string): "danger" | "warning" | "neutral" =>
  /fail|denied|refused|locked/i.test(action)
    ? "danger"
    : /delet|deactivat|revok|remov|export/i.test(action)
      ? "warning"
      : "neutral"

export type ValueSay = (value: string) => string | null

/** One value: names for ids, counts for what has no short form. */
export function valueWords(value: unknown, say: ValueSay): string {
  if (value === null || value === undefined || value === "") return "nothing"
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (typeof value === "string") return say(value) ?? value
  if (Array.isArray(value)) {
    if (value.length === 0) return "nothing"
    if (value.every((one) => typeof one !== "object"))
      return value.map((one) => valueWords(one, say)).join(", ")
    return value.length === 1 ? "1 entry" : `${value.length} entries`
  }
  return typeof value === "object" ? "changed" : String(value)
}

type Change = { field: string; from?: unknown; to?: unknown }

export function changeWords({ field, from, to }: Change, say: ValueSay) {
  const before = valueWords(from, say)
  const after = valueWords(to, say)
  return { field: fieldWords(field), before, after: before === after && before === "changed" ? "" : after }
}

/** A day of the filters as the moments that bound it: from its first to the next day's first. */
export function boundsOf(from: string | undefined, to: string | undefined) {
  const start = (day: string, later = 0) => {
    const at = new Date(`${day}T00:00`)
    at.setDate(at.getDate() + later)
    return Number.isNaN(at.getTime()) ? null : at.toISOString()
  }
  return { from: from ? start(from) : null, to: to ? start(to, 1) : null }
}
