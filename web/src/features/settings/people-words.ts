/** People of the workspace in words and order: their state, what depends on them. */
import type { DependentsQuery } from "@/gql/graphql"
import type { Person } from "@/lib/directory"

export type PersonState = "active" | "invited" | "deactivated"

type Standing = Pick<Person, "active" | "invited">

/** Who was invited is not active yet, and neither is who was deactivated. */
export const stateOf = ({ active, invited }: Standing): PersonState =>
  invited ? "invited" : active ? "active" : "deactivated"

export const stateWords: Record<PersonState, string> = {
  active: "Active",
  invited: "Invited",
  deactivated: "Deactivated",
}

const order: PersonState[] = ["active", "invited", "deactivated"]

type Wanted = { search?: string; state?: string; role?: string }

/** Those who match, who is here before who is not, then by name. */
export function shownPeople<Entry extends Standing & Pick<Person, "name" | "email" | "roleId">>(
  people: readonly Entry[],
  { search = "", state, role }: Wanted,
) {
  const typed = search.trim().toLocaleLowerCase()
  const matches = ({ name, email }: Entry) => `${name} ${email}`.toLocaleLowerCase().includes(typed)
  return people
    .filter((person) => (!state || stateOf(person) === state) && (!role || person.roleId === role))
    .filter(matches)
    .toSorted((a, b) => order.indexOf(stateOf(a)) - order.indexOf(stateOf(b)) || a.name.localeCompare(b.name))
}

export type Dependents = DependentsQuery["dependents"]
/** One line of what depends on a person: how many, of what, and where to see them. */
export type Dependent = { label: string; count?: number; to?: string; search?: object; detail?: string }

export function dependentRows(dependents: Dependents, userId: string): Dependent[] {
  const { openLeads, openDeals, contacts, companies, campaigns, plannedActivities, offers } = dependents
  const { rules, territories, stages, teams, isDefaultOwner } = dependents
  const owner = { owner: userId }
  const counted: Dependent[] = [
    {
      label: openLeads === 1 ? "open lead" : "open leads",
      count: openLeads,
      to: "/leads",
      search: { responsible: userId },
    },
    {
      label: openDeals === 1 ? "open deal" : "open deals",
      count: openDeals,
      to: "/deals",
      search: { layout: "grid", state: "OPEN", ...owner },
    },
    { label: contacts === 1 ? "person" : "people", count: contacts, to: "/people", search: owner },
    { label: companies === 1 ? "company" : "companies", count: companies, to: "/companies", search: owner },
    { label: campaigns === 1 ? "campaign" : "campaigns", count: campaigns, to: "/campaigns" },
    {
      label: plannedActivities === 1 ? "planned activity" : "planned activities",
      count: plannedActivities,
    },
    { label: offers === 1 ? "handoff that waits" : "handoffs that wait", count: offers, to: "/handoffs" },
  ]
  const named = (label: string, list: readonly { name: string }[]): Dependent => ({
    label,
    count: list.length,
    detail: list.map(({ name }) => name).join(", "),
  })
  return [
    ...counted,
    named(rules.length === 1 ? "routing rule" : "routing rules", rules),
    named(territories.length === 1 ? "territory" : "territories", territories),
    named(stages.length === 1 ? "stage they answer for" : "stages they answer for", stages),
    named(teams.length === 1 ? "team left without anybody" : "teams left without anybody", teams),
    ...(isDefaultOwner ? [{ label: "The default owner", detail: "Gets what nobody else takes" }] : []),
  ].filter(({ count }) => count !== 0)
}

/** Offers go on to the next in their chains by themselves; everything else needs somebody. */
export const needsSuccessor = (dependents: Dependents) =>
  dependentRows({ ...dependents, offers: 0 }, "").length > 0
