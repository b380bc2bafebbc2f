import { expect, test } from "vitest"
import type { Directory } from "../directory"
import { changeRows, type FieldLabel, type Knowledge, labelOf, recordIds, valueWords } from "./change-words"
import { currencies } from "./currencies"

const stages: Record<string, string> = { "stage:discovery": "Discovery", "stage:proposal": "Proposal" }
const none = () => undefined
const directory = {
  assignee: (id: string) => (id === "user:ana" ? { id, name: "Ana Ribeiro" } : undefined),
  dealStage: (id: string) => stages[id] && { id, name: stages[id] },
  lostReason: (id: string) => (id === "reason:price" ? { id, label: "Price" } : undefined),
  role: none,
  territory: none,
  leadStage: none,
  product: none,
  disqualifiedReason: none,
  declineReason: none,
  pipelines: [],
  baseCurrency: "EUR",
} as unknown as Directory

const field = (name: string, label: string, type: FieldLabel["type"], options: FieldLabel["options"] = []) =>
  [name, { name, label, type, options }] as const
const known: Knowledge = {
  directory,
  fields: new Map([
    field("stageId", "Stage", "REFERENCE"),
    field("amount", "Amount", "MONEY"),
    field("state", "State", "ENUM", [{ value: "OPEN", label: "Open" }]),
    field("ownerId", "Owner", "REFERENCE"),
    field("source", "Source", "OBJECT"),
    field("source.utmSource", "UTM source", "TEXT"),
  ]),
  nameOf: (id) => (id === "company:1" ? "Umber Telecom" : undefined),
  currency: "USD",
  now: Date.parse("2026-11-22T12:00:00Z"),
}

test("values read as people know them", () => {
  expect(valueWords("stageId", "stage:proposal", known)).toBe("Proposal")
  expect(valueWords("ownerId", "user:ana", known)).toBe("Ana Ribeiro")
  expect(valueWords("state", "OPEN", known)).toBe("Open")
  expect(valueWords("lostReasonId", "reason:price", known)).toBe("Price")
  expect(valueWords("amount", "9300", known)).toBe("$9,300")
  expect(valueWords("amount", "9300", { ...known, currency: null })).toBe("9,300")
  expect(valueWords("companyId", "company:2", known)).toBe("company")
  expect(valueWords("tags", ["a", "b"], known)).toBe("a, b")
  expect(valueWords("rotting", false, known)).toBe("no")
  expect(valueWords("name", "", known)).toBeNull()
  expect(valueWords("tags", [], known)).toBeNull()
})

test("entries of a list read in a few words", () => {
  expect(valueWords("lineItems", [{ id: "item:1", quantity: "8", name: "Seats", total: "1" }], known)).toBe(
    "8 × Seats",
  )
  const members = [{ contactId: "company:1", role: "CHAMPION" }]
  expect(valueWords("contacts", members, known)).toBe("Umber Telecom, champion")
})

test("a change has both its sides, in the order of the catalogue, what follows from it last", () => {
  const rows = changeRows(
    [
      { field: "amount", from: null, to: "100" },
      { field: "id", from: null, to: "deal:1" },
      { field: "probability", from: 10, to: 40 },
      { field: "stageId", from: "stage:discovery", to: "stage:proposal" },
    ],
    known,
  )
  expect(rows.map(({ label }) => label)).toEqual(["Stage", "Amount", "Probability"])
  expect(rows[0]).toMatchObject({ before: { text: "Discovery" }, after: { text: "Proposal" } })
  expect(rows[1]?.before).toBeNull()
  expect(rows[2]).toMatchObject({ follows: true, before: { text: "10 %" }, after: { text: "40 %" } })
})

test("a record that is named leads to its page, and one that is not goes by its kind", () => {
  const [row] = changeRows([{ field: "companyId", from: "company:2", to: "company:1" }], known)
  expect(row?.after).toEqual({ text: "Umber Telecom", id: "company:1" })
  expect(row?.before).toEqual({ text: "company" })
})

test("a value with parts tells the parts that changed", () => {
  const rows = changeRows(
    [
      {
        field: "source",
        from: { utmSource: "a", medium: "x" },
        to: { utmSource: "b", medium: "x", landingPage: "/" },
      },
    ],
    known,
  )
  expect(rows.map(({ label, after }) => [label, after?.text])).toEqual([
    ["UTM source", "b"],
    ["Source: landing page", "/"],
  ])
})

test("what has no words of its own is said to have changed", () => {
  const [row] = changeRows(
    [
      {
        field: "lineItems",
        from: [{ quantity: "1", name: "Seat" }],
        to: [{ quantity: "1", name: "Seat", total: 2 }],
      },
    ],
    known,
  )
  expect(row).toMatchObject({ label: "Line items", before: null, after: { text: "changed" } })
  expect(labelOf("nextStepDue", known)).toBe("Next step due")
})

test("the records that changes name are found", () => {
  const changes = [
    { field: "id", from: null, to: "deal:1" },
    { field: "companyId", from: "company:1", to: null },
    { field: "contacts", from: [], to: [{ contactId: "contact:1", role: "USER" }] },
    { field: "ownerId", from: null, to: "user:ana" },
  ]
  expect(recordIds(changes)).toEqual(["company:1", "contact:1"])
})

test("amounts before a change of the currency are in the one before", () => {
  const found = currencies(
    [
      { id: "3", changes: [{ field: "amount", from: "1", to: "2" }] },
      { id: "2", changes: [{ field: "currency", from: "EUR", to: "USD" }] },
      { id: "1", changes: [{ field: "amount", from: "1", to: "2" }] },
    ],
    "USD",
  )
  expect([...found.values()]).toEqual(["USD", "USD", "EUR"])
})
