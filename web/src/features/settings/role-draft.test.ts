import { expect, test } from "vitest"
import {
  accessOf,
  changesOf,
  type Draft,
  inputOf,
  reachesFor,
  withAccess,
  withNarrowing,
  withReach,
} from "./role-draft"

const draft: Draft = {
  name: "Sales",
  description: "Works leads and deals",
  operates: false,
  administers: false,
  permissions: [
    { object: "DEAL", read: "TEAM", create: "ALL", edit: "OWN", delete: "NONE", export: "NONE" },
    { object: "USER", read: "ALL", create: "NONE", edit: "NONE", delete: "NONE", export: "NONE" },
  ],
  fields: [{ object: "DEAL", field: "amount", access: "READ" }],
  narrowings: [],
}

test("a draft that was changed and changed back has nothing to save", () => {
  const there = withReach(withAccess(draft, "DEAL", "amount", "HIDDEN"), "DEAL", "edit", "TEAM")
  expect(changesOf(draft, there)).toEqual(["Deals: edit team", "Deals: amount hidden"])
  const back = withReach(withAccess(there, "DEAL", "amount", "READ"), "DEAL", "edit", "OWN")
  expect(changesOf(draft, back)).toEqual([])
})

test("a kind of record without a row is none until it is given", () => {
  const next = withReach(draft, "LEAD", "read", "OWN")
  expect(changesOf(draft, next)).toEqual(["Leads: see own"])
  expect(next.permissions.find(({ object }) => object === "LEAD")).toMatchObject({
    read: "OWN",
    edit: "NONE",
  })
})

test("a field that may be written again has no rule", () => {
  const next = withAccess(draft, "DEAL", "amount", "WRITE")
  expect(next.fields).toEqual([])
  expect(accessOf(next, "DEAL", "amount")).toBe("WRITE")
  expect(changesOf(draft, next)).toEqual(["Deals: amount write"])
})

test("a narrowing counts as one change, and its removal as none", () => {
  const narrowed = withNarrowing(draft, "DEAL", { field: "currency", op: "EQ", value: "EUR" })
  expect(changesOf(draft, narrowed)).toEqual(["Deals: which ones"])
  expect(changesOf(draft, withNarrowing(narrowed, "DEAL", null))).toEqual([])
})

test("nobody changes what they do not see: one right takes the others with it", () => {
  const row = (next: Draft) => next.permissions.find(({ object }) => object === "DEAL")
  expect(row(withReach(draft, "DEAL", "edit", "ALL"))).toMatchObject({ read: "ALL", edit: "ALL" })
  expect(row(withReach(draft, "DEAL", "read", "OWN"))).toMatchObject({
    read: "OWN",
    edit: "OWN",
    create: "ALL",
  })
  const blind = withReach(draft, "DEAL", "read", "NONE")
  expect(row(blind)).toMatchObject({ create: "NONE", edit: "NONE" })
  expect(row(withReach(blind, "DEAL", "create", "ALL"))).toMatchObject({ read: "OWN", create: "ALL" })
})

test("what nobody owns, and creating, is all or nothing", () => {
  expect(reachesFor("create", true)).toEqual(["NONE", "ALL"])
  expect(reachesFor("read", false)).toEqual(["NONE", "ALL"])
  expect(reachesFor("edit", true)).toHaveLength(4)
})

test("rights are sent for the kinds that have them, and without type names", () => {
  const loaded = draft.permissions.map((one) => ({ __typename: "Permission", ...one }))
  const input = inputOf({ id: "role:sales", version: 4 }, { ...draft, name: " Sales ", permissions: loaded })
  expect(input).toMatchObject({ id: "role:sales", expectedVersion: 4, name: "Sales" })
  expect(input.permissions).toEqual([draft.permissions[0]])
})
