/** Events of the history in words: who did what, with the values that changed. */
import {
  ArrowRightLeft,
  CircleDot,
  ClipboardList,
  Eraser,
  GitBranchPlus,
  type LucideIcon,
  Map as MapIcon,
  Pencil,
  Plus,
  RotateCcw,
  Trash2,
  Trophy,
  Users,
  CircleX as XCircle,
} from "lucide-react"
import type { ReactNode } from "react"
import type { TimelineItemsFragment } from "@/gql/graphql"
import { span } from "@/ui/clock-words"
import { instant, shortDate } from "@/ui/dates"
import { formatMoney } from "@/ui/money"
import type { Directory } from "../directory"

export type HistoryEvent = NonNullable<TimelineItemsFragment["event"]>
type Tone = "neutral" | "primary" | "success" | "danger"
export type EventWords = { icon: LucideIcon; tone?: Tone; words: ReactNode }

/** `expectedCloseDate` is "expected close date"; an id's field is named after what it points to. */
export const fieldWords = (field: string) =>
  field
    .replace(/Id$/, "")
    .replace(/([A-Z])/g, " $1")
    .toLowerCase()

export const money = new Set(["amount", "weightedAmount", "budget", "actualCost", "annualRevenue"])
/** Fields whose values are names in capitals; a job title such as "CTO" is not one. */
const enums = new Set(["status", "state", "lifecycle", "forecastCategory", "direction"])
/** Fields that follow from others, or stay on the machine. */
export const derived = new Set([
  "weightedAmount",
  "position",
  "stageEnteredAt",
  "rotting",
  "forecastCategory",
  "probability",
  "teamId",
  "closedAt",
  "updatedAt",
  "version",
  "stageHistory",
  "handoffId",
  "offeredTo",
  "offeredToId",
  "response",
  "reached",
  "channel",
  "dealId",
])

/** What else is known of a record, for its events: how long it stayed in each stage. */
export type Stay = { stageId: string; enteredAt: string; leftAt?: string | null; passed: boolean }

/** An event that follows from what an activity says already, and adds nothing a reader would miss. */
export const isTold = ({ kind, changes }: HistoryEvent) =>
  !kind.startsWith("Activity") &&
  !(/(Worked|NextStepSet)$/.test(kind) && changes.every(({ field }) => derived.has(field)))

/** A value of a field as one reads it; null when it means nothing to a reader. */
export function valueWords(field: string, value: unknown, directory: Directory, now: number): string | null {
  if (value === null || value === undefined || value === "") return null
  if (Array.isArray(value)) return value.every((one) => typeof one !== "object") ? value.join(", ") : null
  if (typeof value === "object") return null
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (money.has(field)) return formatMoney(String(value), directory.baseCurrency)
  if (typeof value !== "string") return String(value)
  const { assignee, territory, dealStage, leadStage } = directory
  const known = assignee(value) ?? territory(value) ?? dealStage(value) ?? leadStage(value)
  if (known) return known.name
  const reason = directory.lostReason(value) ?? directory.disqualifiedReason(value)
  if (reason) return reason.label
  if (/^[a-z_]+:\w+$/.test(value)) return null
  if (/^\d{4}-\d\d-\d\d($|T)/.test(value)) return shortDate(value, now, { weekday: true, time: true })
  return enums.has(field) ? value.replaceAll("_", " ").toLowerCase() : value
}

const verbs: [RegExp, LucideIcon, string, Tone?][] = [
  [/Offered$/, ArrowRightLeft, "offered it to", "primary"],
  [/OfferEnded$/, ArrowRightLeft, "ended the offer"],
  [/^(Deal|Lead)TerritoryChanged$/, MapIcon, "let it follow its company into another territory"],
  [/^HandoffAccepted$/, ArrowRightLeft, "accepted the handoff", "success"],
  [/^HandoffDeclined$/, ArrowRightLeft, "declined the handoff"],
  [/^HandoffExpired$/, ArrowRightLeft, "did not answer the handoff in time", "danger"],
  [/Captured$/, ClipboardList, "took in the inquiry"],
  [/Converted$/, GitBranchPlus, "converted it", "success"],
  [/Created$/, Plus, "created it"],
  [/Deleted$/, Trash2, "deleted it", "danger"],
  [/Erased$/, Eraser, "erased what it told about a person", "danger"],
  [/Restored$/, RotateCcw, "restored it"],
  [/Unshared$/, Users, "ended sharing it"],
  [/Shared$/, Users, "shared it"],
  [/Won$/, Trophy, "won it", "success"],
  [/Lost$/, XCircle, "lost it", "danger"],
  [/Disqualified$/, XCircle, "disqualified it", "danger"],
]

/** "after 14 m in Lead", for a move out of a stage. */
function stayWords(event: HistoryEvent, from: unknown, stays: readonly Stay[], directory: Directory) {
  const left = stays.find(
    ({ stageId, leftAt, passed }) =>
      stageId === from && !passed && leftAt && Math.abs(instant(leftAt) - instant(event.at)) < 2000,
  )
  const stage = left && (directory.leadStage(left.stageId) ?? directory.dealStage(left.stageId))
  if (!left?.leftAt || !stage) return null
  return ` after ${span(instant(left.leftAt) - instant(left.enteredAt))} in ${stage.name}`
}

/** What was done, where its kind alone says it; null for a plain change of fields. */
export function deedWords(
  event: HistoryEvent,
  directory: Directory,
  now: number,
  stays: readonly Stay[] = [],
): EventWords | null {
  const { kind, changes, actor, erasedAt } = event
  const after = (field: string) => {
    const change = changes.find((one) => one.field === field)
    return change ? valueWords(field, change.to, directory, now) : null
  }
  if (/Moved$/.test(kind)) {
    const stage = after("stageId")
    return stage
      ? {
          icon: CircleDot,
          words: (
            <>
              moved it to <strong>{stage}</strong>
              {stayWords(event, changes.find(({ field }) => field === "stageId")?.from, stays, directory)}
            </>
          ),
        }
      : { icon: CircleDot, words: erasedAt ? "moved it" : "moved it within its stage" }
  }
  if (/HandedOff$/.test(kind)) {
    const taker = changes.find(({ field }) => field === "responsibleId" || field === "ownerId")
    const own = taker?.to === actor.id
    const name = taker && valueWords(taker.field, taker.to, directory, now)
    return {
      icon: ArrowRightLeft,
      tone: "success",
      words:
        own || !name ? (
          "accepted it and took responsibility"
        ) : (
          <>
            made <strong>{name}</strong> responsible
          </>
        ),
    }
  }
  const found = verbs.find(([pattern]) => pattern.test(kind))
  if (found) {
    const [, icon, words, tone] = found
    const taker = after("toId") ?? after("offeredToId") ?? after("offeredTo")
    const to = /Captured$/.test(kind) ? null : taker
    const reason = after("lostReasonId") ?? after("disqualifiedReasonId")
    return {
      icon,
      tone,
      words: (
        <>
          {words}
          {to && (
            <>
              {" "}
              <strong>{to}</strong>
            </>
          )}
          {reason && `: ${reason.toLowerCase()}`}
        </>
      ),
    }
  }
  return null
}

/** "DealNextStepSet" is "next step set it": for what no other words are known. */
export const kindWords = (kind: string) =>
  `${kind
    .replace(/^[A-Z][a-z]+(?=[A-Z])/, "")
    .replace(/([A-Z])/g, " $1")
    .trim()
    .toLowerCase()} it`

export function eventWords(
  event: HistoryEvent,
  directory: Directory,
  now: number,
  stays: readonly Stay[] = [],
): EventWords {
  const deed = deedWords(event, directory, now, stays)
  if (deed) return deed
  const { kind, changes } = event
  const shown = changes.filter(({ field }) => !derived.has(field))
  if (shown.length === 0) return { icon: Pencil, words: kindWords(kind) }
  return {
    icon: Pencil,
    words: shown.map(({ field, from, to }, index) => {
      const before = valueWords(field, from, directory, now)
      const next = valueWords(field, to, directory, now)
      return (
        <span key={field}>
          {index === 0 ? (before === null ? "set " : next === null ? "emptied " : "changed ") : ", "}
          {fieldWords(field)}
          {next !== null && (
            <>
              {before !== null && ` from ${before}`} to <strong>{next}</strong>
            </>
          )}
        </span>
      )
    }),
  }
}
