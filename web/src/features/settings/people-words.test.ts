import { expect, test } from "vitest"
import { type Dependents, dependentRows, needsSuccessor, shownPeople, stateOf } from "./people-words"

const person = (name: string, more = {}) => ({
  id: `user:${name}`,
  name,
  email: `${name.toLowerCase()}@example.com`,
  roleId: "role:sales",
  active: true,
  invited: false,
  ...more,
})

test("who was invited is not active yet, and not deactivated either", () => {
  expect(stateOf({ active: true, invited: false })).toBe("active")
  expect(stateOf({ active: false, invited: true })).toBe("invited")
  expect(stateOf({ active: false, invited: false })).toBe("deactivated")
})

test("those who are here come first, then by name; filters hold together", () => {
  const people = [
    person("Zoe"),
    person("Ana", { active: false }),
    person("Ben", { active: false, invited: true }),
    person("Mia", { roleId: "role:admin" }),
  ]
  const names = (wanted = {}) => shownPeople(people, wanted).map(({ name }) => name)
  expect(names()).toEqual(["Mia", "Zoe", "Ben", "Ana"])
  expect(names({ search: "ZOE@" })).toEqual(["Zoe"])
  expect(names({ state: "active", role: "role:admin" })).toEqual(["Mia"])
  expect(names({ search: "nobody" })).toEqual([])
})

const none: Dependents = {
  openLeads: 0,
  openDeals: 0,
  contacts: 0,
  companies: 0,
  campaigns: 0,
  plannedActivities: 0,
  offers: 0,
  rules: [],
  territories: [],
  stages: [],
  teams: [],
  isDefaultOwner: false,
}

test("what depends on a person is listed with its number, and nothing that is none", () => {
  expect(dependentRows(none, "user:1")).toEqual([])
  const rows = dependentRows({ ...none, openLeads: 1, openDeals: 3, isDefaultOwner: true }, "user:1")
  expect(rows.map(({ label, count }) => [label, count])).toEqual([
    ["open lead", 1],
    ["open deals", 3],
    ["The default owner", undefined],
  ])
  expect(rows[0]).toMatchObject({ to: "/leads", search: { responsible: "user:1" } })
})

test("offers find their next taker by themselves; everything else needs a successor", () => {
  expect(needsSuccessor(none)).toBe(false)
  expect(needsSuccessor({ ...none, offers: 4 })).toBe(false)
  expect(needsSuccessor({ ...none, isDefaultOwner: true })).toBe(true)
  expect(needsSuccessor({ ...none, territories: [{ id: "territory:1", version: 1, name: "Nordic" }] })).toBe(
    true,
  )
  expect(needsSuccessor({ ...none, stages: [{ id: "stage:1", name: "Sales qualified" }] })).toBe(true)
})
