/** Changes in words: each field with what it was and what it is. */

import type { FieldLabelsQuery } from "@/gql/graphql"
import { instant, shortDate } from "@/ui/dates"
import { formatMoney } from "@/ui/money"
import type { Directory } from "../directory"
import { derived, fieldWords, money, valueWords as plainWords } from "../record/event-words"
import { pathOfId } from "../record-type"

export type FieldLabel = FieldLabelsQuery["fields"][number]
export type Change = { field: string; from?: unknown; to?: unknown }

/** What a reader knows: labels and options of the catalogue, people and stages, names of records. */
export type Knowledge = {
  directory: Directory
  fields: ReadonlyMap<string, FieldLabel>
  nameOf: (id: string) => string | null | undefined
  /** That of the amounts; without one they are plain numbers. */
  currency?: string | null
  now: number
}

/** One side of a change; with an id, it is a record that has a page. */
export type Side = { text: string; id?: string } | null
export type ChangeRow = {
  field: string
  label: string
  before: Side
  after: Side
  /** It follows from what else changed. */
  follows: boolean
}

const isId = (value: string) => /^[a-z_]+:[\w-]+$/.test(value)
/** "contact:01J…" is a person. */
export const kindOf = (id: string) => {
  const kind = id.slice(0, id.indexOf(":")).replaceAll("_", " ")
  return kind === "contact" ? "person" : kind
}

/** Every id of a record in the values of changes that only the server can name. */
export function recordIds(changes: readonly Change[]): string[] {
  const found = new Set<string>()
  const look = (value: unknown): void => {
    if (typeof value === "string") {
      if (isId(value) && pathOfId(value) && !value.startsWith("handoff:")) found.add(value)
    } else if (typeof value === "object" && value !== null) Object.values(value).forEach(look)
  }
  for (const { field, from, to } of changes)
    if (field !== "id") {
      look(from)
      look(to)
    }
  return [...found]
}

/** Before its first event there was nothing. */
export const isFirst = (changes: readonly Change[]) =>
  changes.some(({ field, from }) => field === "id" && from === null)

/** What stays on the machine: a record's own id, and where its card lies in a column. */
const unsaid = new Set(["id", "position"])
/** A row reads one way: those that somebody changed before those that follow from them. */
export function changeRows(changes: readonly Change[], known: Knowledge): ChangeRow[] {
  const rows = changes.filter(({ field }) => !unsaid.has(field)).flatMap((change) => rowsOf(change, known))
  const places = new Map([...known.fields.keys()].map((name, place) => [name, place]))
  const place = ({ field }: ChangeRow) => places.get(field) ?? places.size
  return rows.toSorted((a, b) => Number(a.follows) - Number(b.follows) || place(a) - place(b))
}

function rowsOf({ field, from, to }: Change, known: Knowledge): ChangeRow[] {
  if (isParts(from) || isParts(to)) {
    const [before, after] = [isParts(from) ? from : {}, isParts(to) ? to : {}]
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((part) =>
      rowOf(`${field}.${part}`, before[part], after[part], derived.has(field), known),
    )
  }
  return rowOf(field, from, to, derived.has(field), known)
}

const isParts = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

function rowOf(field: string, from: unknown, to: unknown, follows: boolean, known: Knowledge): ChangeRow[] {
  if (JSON.stringify(from ?? null) === JSON.stringify(to ?? null)) return []
  const [before, after] = [sideOf(field, from, known), sideOf(field, to, known)]
  if (!before && !after) return []
  const label = labelOf(field, known)
  // Alike in words, such as what lies deeper than a row shows.
  if (before?.text === after?.text && before?.id === after?.id)
    return [{ field, label, before: null, after: { text: "changed" }, follows }]
  return [{ field, label, before, after, follows }]
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

export function labelOf(field: string, known: Pick<Knowledge, "fields">): string {
  const given = known.fields.get(field)?.label
  if (given) return given
  const [whole = "", part] = field.split(".")
  return part ? `${labelOf(whole, known)}: ${fieldWords(part).trim()}` : capital(fieldWords(field))
}

function sideOf(field: string, value: unknown, known: Knowledge): Side {
  const text = valueWords(field, value, known)
  if (text === null) return null
  const shown = typeof value === "string" && isId(value) && pathOfId(value) && known.nameOf(value)
  return shown ? { text, id: value as string } : { text }
}

/** A value of a field as one reads it; null for none. */
export function valueWords(field: string, value: unknown, known: Knowledge): string | null {
  if (value === null || value === undefined || value === "") return null
  if (Array.isArray(value)) {
    const words = value.map((one) => (isParts(one) ? partsWords(one, known) : valueWords(field, one, known)))
    return words.filter(Boolean).join(", ") || null
  }
  if (isParts(value)) return partsWords(value, known) || null
  const info = known.fields.get(field)
  const last = field.slice(field.lastIndexOf(".") + 1)
  if (typeof value === "string") {
    const option = info?.options.find((one) => one.value === value)
    if (option) return option.label
    if (isId(value)) return nameWords(value, known)
  }
  if (info?.type === "MONEY" || money.has(last))
    return known.currency
      ? formatMoney(value as string, known.currency)
      : Number(value).toLocaleString("en-GB")
  if (last === "probability") return `${value} %`
  return plainWords(last, value, known.directory, known.now)
}

/** The name behind an id, or what kind of record it is. */
export function nameWords(
  id: string,
  { directory, nameOf }: Pick<Knowledge, "directory" | "nameOf">,
): string {
  const entry =
    directory.assignee(id) ??
    directory.role(id) ??
    directory.territory(id) ??
    directory.leadStage(id) ??
    directory.dealStage(id) ??
    directory.product(id) ??
    directory.pipelines.find((pipeline) => pipeline.id === id)
  const reason = directory.lostReason(id) ?? directory.disqualifiedReason(id) ?? directory.declineReason(id)
  return entry?.name ?? reason?.label ?? nameOf(id) ?? kindOf(id)
}

/** One entry of a list with parts of its own: a line item, a stay in a stage, a person in a deal. */
function partsWords(parts: Record<string, unknown>, known: Knowledge): string {
  const { quantity, name, stageId, enteredAt } = parts
  if (quantity && name) return `${quantity} × ${name}`
  if (typeof stageId === "string" && typeof enteredAt === "string")
    return `${nameWords(stageId, known)} since ${shortDate(instant(enteredAt), known.now, { time: true })}`
  return Object.entries(parts)
    .filter(([part]) => part !== "id")
    .map(([part, value]) => {
      const words = valueWords(part, value, known)
      return words && /^[A-Z_]{4,}$/.test(words) ? words.replaceAll("_", " ").toLowerCase() : words
    })
    .filter(Boolean)
    .join(", ")
}
