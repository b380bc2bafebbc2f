/** The grid of companies: its state in the address, and what the server is asked for by it. */
import * as v from "valibot"
import type { CompaniesQueryVariables, ConditionInput } from "@/gql/graphql"
import { choice, conditionInAddress, flag, optionalText } from "@/lib/view"

export const companiesView = v.object({
  sort: choice(["NAME", "CREATED_AT", "UPDATED_AT"], "NAME"),
  direction: v.fallback(v.optional(v.picklist(["ASC", "DESC"])), undefined),
  owner: optionalText,
  territory: optionalText,
  lifecycle: optionalText,
  tier: v.fallback(v.optional(v.picklist(["1", "2", "3", "none"])), undefined),
  search: optionalText,
  filter: conditionInAddress,
  create: flag,
})
export type CompaniesView = v.InferOutput<typeof companiesView>

export const sortDirection = ({ sort, direction }: CompaniesView) =>
  direction ?? (sort === "NAME" ? "ASC" : "DESC")

export const tiers = [
  { id: "1", label: "Tier 1" },
  { id: "2", label: "Tier 2" },
  { id: "3", label: "Tier 3" },
  { id: "none", label: "No target account" },
]

function conditionOf({ lifecycle, tier, filter }: CompaniesView): ConditionInput | null {
  const all: ConditionInput[] = []
  if (lifecycle) all.push({ field: "lifecycle", op: "EQ", value: lifecycle })
  if (tier === "none") all.push({ field: "accountTier", op: "IS_EMPTY" })
  else if (tier) all.push({ field: "accountTier", op: "EQ", value: Number(tier) })
  if (filter) all.push(filter)
  return all.length > 1 ? { all } : (all[0] ?? null)
}

export function companiesVariables(view: CompaniesView) {
  return {
    filter: conditionOf(view),
    search: view.search ?? null,
    ownerId: view.owner ?? null,
    territoryId: view.territory ?? null,
    orderBy: { field: view.sort, direction: sortDirection(view) },
  } satisfies Omit<CompaniesQueryVariables, "counted">
}

const sortFields = { NAME: "name", CREATED_AT: "createdAt", UPDATED_AT: "updatedAt" }

/** The fields whose change would bring a row in, take it out or move it. */
export const watched = (view: CompaniesView) => [
  sortFields[view.sort],
  ...(view.owner ? ["ownerId"] : []),
  ...(view.territory ? ["territoryId"] : []),
  ...(view.lifecycle ? ["lifecycle"] : []),
  ...(view.tier ? ["accountTier"] : []),
]

export const noFilters = {
  owner: undefined,
  territory: undefined,
  lifecycle: undefined,
  tier: undefined,
  search: undefined,
  filter: undefined,
}
export const isFiltered = ({ owner, territory, lifecycle, tier, search, filter }: CompaniesView) =>
  Boolean(owner || territory || lifecycle || tier || search || filter)
