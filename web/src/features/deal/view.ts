/** What the address says about the deals screen, and what it asks the server for. */
import * as v from "valibot"
import type { ConditionInput, DealRowFragment } from "@/gql/graphql"
import { choice, conditionInAddress, flag, optionalText } from "@/lib/view"

export type Deal = DealRowFragment

export const dealSorts = ["UPDATED_AT", "CREATED_AT", "NAME", "AMOUNT", "EXPECTED_CLOSE_DATE"] as const

export const dealsView = v.object({
  layout: v.fallback(v.optional(v.picklist(["board", "grid"])), undefined),
  filter: conditionInAddress,
  search: optionalText,
  owner: optionalText,
  stage: optionalText,
  state: v.fallback(v.optional(v.picklist(["OPEN", "WON", "LOST"])), undefined),
  sort: choice(dealSorts, "UPDATED_AT"),
  direction: choice(["ASC", "DESC"], "DESC"),
  create: flag,
})
export type DealsView = v.InferOutput<typeof dealsView>

/** The rows behind a number are a grid: not all of them are open. */
export const layoutOf = ({ layout, filter }: Pick<DealsView, "layout" | "filter">) =>
  layout ?? (filter ? "grid" : "board")

/** The same condition for rows and totals, so that a total counts what is listed. */
export function dealFilter({ search, owner, filter: given }: Pick<DealsView, "search" | "owner" | "filter">) {
  const named: ConditionInput | undefined = search
    ? { field: "name", op: "CONTAINS", value: search }
    : undefined
  const filter = named && given ? { all: [given, named] } : (given ?? named)
  return { filter, ownerId: owner }
}
