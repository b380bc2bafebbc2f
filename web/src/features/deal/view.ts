/** What the address says about the deals screen, and what it asks the server for. */
import * as v from "valibot"
import type { ConditionInput, DealRowFragment } from "@/gql/graphql"
import { choice, flag, optionalText } from "@/lib/view"

export type Deal = DealRowFragment

export const dealSorts = ["UPDATED_AT", "CREATED_AT", "NAME", "AMOUNT", "EXPECTED_CLOSE_DATE"] as const

export const dealsView = v.object({
  layout: choice(["board", "grid"], "board"),
  search: optionalText,
  owner: optionalText,
  stage: optionalText,
  state: v.fallback(v.optional(v.picklist(["OPEN", "WON", "LOST"])), undefined),
  sort: choice(dealSorts, "UPDATED_AT"),
  direction: choice(["ASC", "DESC"], "DESC"),
  create: flag,
})
export type DealsView = v.InferOutput<typeof dealsView>

/** The same condition for rows and totals, so that a total counts what is listed. */
export function dealFilter({ search, owner }: Pick<DealsView, "search" | "owner">) {
  const filter: ConditionInput | undefined = search
    ? { field: "name", op: "CONTAINS", value: search }
    : undefined
  return { filter, ownerId: owner }
}
