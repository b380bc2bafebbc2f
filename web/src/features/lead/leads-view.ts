/** The leads grid's state in its address, and what the server is asked for by it. */
import * as v from "valibot"
import type {
  ConditionInput,
  LeadSort,
  LeadStatus,
  LeadsQueryVariables,
  LeadTotalsQueryVariables,
} from "@/gql/graphql"
import { choice, conditionInAddress, flag, optionalText } from "@/lib/view"
import { statuses } from "./lead-words"

export const leadsView = v.object({
  view: v.fallback(v.optional(v.picklist(["open", "mine", "waiting", "all"])), undefined),
  sort: choice(["OPENED_AT", "SCORE", "NEXT_STEP_DUE"], "OPENED_AT"),
  direction: v.fallback(v.optional(v.picklist(["ASC", "DESC"])), undefined),
  stage: optionalText,
  status: optionalText,
  responsible: optionalText,
  channel: optionalText,
  search: optionalText,
  filter: conditionInAddress,
  /** Rows under the heads of their stages. */
  grouped: flag,
  create: flag,
})
export type LeadsView = v.InferOutput<typeof leadsView>

/** Nobody has answered yet. */
export const waiting: ConditionInput = { field: "response.respondedAt", op: "IS_EMPTY" }

export const sortDirection = ({ sort, direction }: LeadsView) =>
  direction ?? (sort === "NEXT_STEP_DUE" ? "ASC" : "DESC")

/** The rows behind a number are all of them, whatever their state, unless a view is chosen. */
export const chosenView = ({ view, filter }: LeadsView) => view ?? (filter ? "all" : "open")

function conditionOf(view: LeadsView): ConditionInput | null {
  const all: ConditionInput[] = []
  if (chosenView(view) === "waiting") all.push(waiting)
  if (statuses.includes(view.status as LeadStatus))
    all.push({ field: "status", op: "EQ", value: view.status })
  if (view.channel) all.push({ field: "channel", op: "EQ", value: view.channel })
  if (view.filter) all.push(view.filter)
  return all.length > 1 ? { all } : (all[0] ?? null)
}

export function leadsVariables(view: LeadsView, me: string) {
  const shown = chosenView(view)
  return {
    filter: conditionOf(view),
    search: view.search ?? null,
    stageId: view.stage ?? null,
    responsibleId: shown === "mine" ? me : (view.responsible ?? null),
    state: shown === "all" ? null : ("OPEN" as const),
    orderBy: { field: view.sort satisfies LeadSort, direction: sortDirection(view) },
  } satisfies Omit<LeadsQueryVariables, "counted">
}

/** One list a stage, or of the chosen stage alone. */
export const stageGroups = (stages: readonly { id: string }[], { stage }: LeadsView) =>
  stages.filter(({ id }) => !stage || id === stage).map(({ id }) => ({ id, variables: { stageId: id } }))

/** The same rows, and of those the ones that also meet one more condition. */
const and = (filter: ConditionInput | null, more: ConditionInput): ConditionInput =>
  filter ? { all: [filter, more] } : more

export function totalsVariables(view: LeadsView, me: string) {
  const { filter, stageId, responsibleId, state } = leadsVariables(view, me)
  return {
    filter,
    stageId,
    responsibleId,
    state,
    unowned: and(filter, { field: "responsibleId", op: "IS_EMPTY" }),
    idle: and(filter, { field: "nextStep", op: "IS_EMPTY" }),
    late: and(filter, { field: "nextStepDue", op: "LT", value: { $: "now" } }),
  } satisfies LeadTotalsQueryVariables
}

const sortFields = { OPENED_AT: "openedAt", SCORE: "score", NEXT_STEP_DUE: "nextStepDue" }

/** The fields whose change would bring a row in, take it out or move it. */
export function watched(view: LeadsView): string[] {
  const fields = [sortFields[view.sort]]
  const shown = chosenView(view)
  if (shown !== "all") fields.push("state")
  if (shown === "mine" || view.responsible) fields.push("responsibleId")
  if (shown === "waiting") fields.push("response")
  if (view.stage || view.grouped) fields.push("stageId")
  if (view.status) fields.push("status")
  return fields
}

export const noFilters = {
  stage: undefined,
  status: undefined,
  responsible: undefined,
  channel: undefined,
  search: undefined,
  filter: undefined,
}
export const isFiltered = (view: LeadsView) =>
  Boolean(view.stage || view.status || view.responsible || view.channel || view.search || view.filter)
