import { expect, test } from "vitest"
import type { ConditionInput } from "@/gql/graphql"
import {
  conditionOf,
  conditionWords,
  type FieldInfo,
  isComplete,
  opsFor,
  opWords,
  testable,
  testsOf,
} from "./condition-words"

const field = (name: string, label: string, type: FieldInfo["type"], filterable = true): FieldInfo => ({
  name,
  label,
  type,
  filterable,
  hideable: true,
  editable: true,
  options: [],
})
const fields = [
  field("region", "Region", "TEXT"),
  field("employees", "Employees", "INTEGER"),
  field("ownerId", "Owner", "REFERENCE"),
]
const say = (name: string, value: unknown) => (name === "ownerId" ? "Ben Okafor" : String(value))
const emea: ConditionInput = { field: "region", op: "EQ", value: "EMEA" }
const large: ConditionInput = { field: "employees", op: "GTE", value: 50 }

test("a condition reads as a sentence", () => {
  expect(conditionWords({ all: [emea, large] }, fields, say)).toBe(
    "Region is EMEA and Employees is at least 50",
  )
  expect(conditionWords({ field: "region", op: "IN", value: ["EMEA", "APAC"] }, fields, say)).toBe(
    "Region is any of EMEA, APAC",
  )
  expect(conditionWords({ field: "ownerId", op: "EQ", value: "user:1" }, fields, say)).toBe(
    "Owner is Ben Okafor",
  )
  expect(conditionWords({ not: { field: "region", op: "IS_EMPTY" } }, fields, say)).toBe(
    "not (Region is empty)",
  )
  expect(conditionWords({ all: [emea, { any: [large, emea] }] }, fields, say)).toBe(
    "Region is EMEA and (Employees is at least 50 or Region is EMEA)",
  )
})

test("rows and conditions go back and forth", () => {
  for (const condition of [null, emea, { all: [emea, large] }, { any: [emea, large] }]) {
    const rows = testsOf(condition)
    expect(rows && conditionOf(rows)).toEqual(condition)
  }
})

test("what rows cannot show stays as it is", () => {
  expect(testsOf({ not: emea })).toBeNull()
  expect(testsOf({ all: [emea, { any: [large] }] })).toBeNull()
})

test("a test without its value is not complete, unless it needs none", () => {
  expect(isComplete({ field: "region", op: "EQ", value: "" })).toBe(false)
  expect(isComplete({ field: "region", op: "IN", value: [] })).toBe(false)
  expect(isComplete({ field: "region", op: "EQ", value: "EMEA" })).toBe(true)
  expect(isComplete({ field: "employees", op: "EQ", value: 0 })).toBe(true)
  expect(isComplete({ field: "region", op: "IS_EMPTY" })).toBe(true)
})

test("only fields of the record itself, that can be asked for, are offered", () => {
  expect(testable(field("ownerId", "Owner", "REFERENCE"))).toBe(true)
  expect(testable(field("backupOwnerId", "Backup", "REFERENCE"))).toBe(true)
  expect(testable(field("dealId", "Deal", "REFERENCE"))).toBe(false)
  expect(testable(field("company.region", "Region", "TEXT"))).toBe(false)
  expect(testable(field("description", "About", "LONG_TEXT", false))).toBe(false)
})

test("each kind of field has the tests that suit it, in its words", () => {
  expect(opsFor("TAGS")).not.toContain("EQ")
  expect(opsFor("ENUM")).not.toContain("CONTAINS")
  expect(opsFor("MONEY")).toContain("GTE")
  expect(opWords("LT", "DATE")).toBe("is before")
  expect(opWords("LT", "MONEY")).toBe("is less than")
})
