/** The grid of people: its state in the address, and what the server is asked for by it. */
import * as v from "valibot"
import type { ConditionInput, ContactsQueryVariables } from "@/gql/graphql"
import { choice, flag, optionalText } from "@/lib/view"

export const contactsView = v.object({
  sort: choice(["NAME", "CREATED_AT", "UPDATED_AT"], "NAME"),
  direction: v.fallback(v.optional(v.picklist(["ASC", "DESC"])), undefined),
  owner: optionalText,
  lifecycle: optionalText,
  company: optionalText,
  search: optionalText,
  create: flag,
})
export type ContactsView = v.InferOutput<typeof contactsView>

export const sortDirection = ({ sort, direction }: ContactsView) =>
  direction ?? (sort === "NAME" ? "ASC" : "DESC")

export function contactsVariables(view: ContactsView) {
  const filter: ConditionInput | null = view.lifecycle
    ? { field: "lifecycle", op: "EQ", value: view.lifecycle }
    : null
  return {
    filter,
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

export const noFilters = { owner: undefined, lifecycle: undefined, company: undefined, search: undefined }
export const isFiltered = ({ owner, lifecycle, company, search }: ContactsView) =>
  Boolean(owner || lifecycle || company || search)
