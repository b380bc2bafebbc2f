/** The audit in words: what was done, of what kind it is, and what else is known of it. */
import { typeOfId } from "@/lib/record-type"

/** "SignedIn", "sign_in.failed", "session.revoked": whatever the spelling, its words. */
export const actionWords = (action: string) => {
  const words = action
    .replace(/[._-]+/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export type Area = "signIn" | "token" | "permission" | "record" | "erasure" | "workspace"

const records = new Set(["Company", "Contact", "Lead", "Deal", "Activity", "Campaign", "Handoff"])
const permissions = new Set(["User", "Team", "Role", "Provider"])

/** What kind of thing was done, so that a sign-in is no change of a record at a glance. */
export function areaOf(action: string, subjectId: string | null | undefined): Area {
  if (/erased$/i.test(action)) return "erasure"
  if (/^token/i.test(action)) return "token"
  if (/^(sign|session|password|second|invitation)/i.test(action)) return "signIn"
  const type = subjectId ? typeOfId(subjectId) : null
  if (type && records.has(type)) return "record"
  return type && permissions.has(type) ? "permission" : "workspace"
}

/** What went wrong, or takes something away, is looked at first; the rest by its kind. */
export function toneOf(action: string, area: Area) {
  if (/fail|denied|refused|locked/i.test(action) || area === "erasure") return "danger"
  if (/delet|deactivat|revok|remov|export/i.test(action)) return "warning"
  return area === "record" || area === "workspace" ? "neutral" : area === "permission" ? "primary" : "info"
}

/** What else is known: the token, the address that was tried, the device, how many entries. */
export function detailWords(detail: unknown): string | null {
  if (typeof detail !== "object" || detail === null) return null
  const { name, email, why, device, ids } = detail as Record<string, unknown>
  if (Array.isArray(ids)) return ids.length === 1 ? "1 entry" : `${ids.length} entries`
  const known = [name, email, why, device].find((one) => typeof one === "string" && one !== "")
  return (known as string | undefined) ?? null
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

type Seal = { number: number; hash: string }

/** The seal as `baton audit verify --head` takes it. */
export const headOf = ({ number, hash }: Seal) => `${number}:${hash}`
