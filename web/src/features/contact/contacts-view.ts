/** The grid of people: its state in the address, and what the server is asked for by it. */
import * as v from "valibot"
import type { ConditionInput, ContactsQueryVariables } from "@/gql/graphql"
import { choice, conditionInAddress, flag, optionalText } from "@/lib/view"

export const contactsView = v.object({
  sort: choice(["NAME", "CREATED_AT", "UPDATED_AT"], "NAME"),
  direction: v.fallback(v.optional(v.picklist(["ASC", "DESC"])), undefined),
  owner: optionalText,
  lifecycle: optionalText,
  company: optionalText,
  search: optionalText,
  filter: conditionInAddress,
  create: flag,
})
export type ContactsView = v.InferOutput<typeof contactsView>

export const sortDirection = ({ sort, direction }: ContactsView) =>
  direction ?? (sort === "NAME" ? "ASC" : "DESC")

export function contactsVariables(view: ContactsView) {
  const all: ConditionInput[] = []
  if (view.lifecycle) all.push({ field: "lifecycle", op: "EQ", value: view.lifecycle })
  if (view.filter) all.push(view.filter)
  return {
    filter: all.length > 1 ? { all } : (all[0] ?? null),
    search: view.search ?? null,
    ownerId: view.owner ?? null,
    companyId: view.company ?? null,
    orderBy: { field: view.sort, direction: sortDirection(view) },
  } satisfies Omit<ContactsQueryVariables, "counted">
}

const sortFields = { NAME: "name", CREATED_AT: "createdAt", UPDATED_AT: "updatedAt" }

/** The fields whose change would bring a row in, take it out or move it. */
export const watched = (view: ContactsView) => [
  sortFields[view.sort],
  ...(view.owner ? ["ownerId"] : []),
  ...(view.lifecycle ? ["lifecycle"] : []),
  ...(view.company ? ["companyId"] : []),
]

export const noFilters = {
  owner: undefined,
  lifecycle: undefined,
  company: undefined,
  search: undefined,
  filter: undefined,
}
export const isFiltered = ({ owner, lifecycle, company, search, filter }: ContactsView) =>
  Boolean(owner || lifecycle || company || search || filter)
