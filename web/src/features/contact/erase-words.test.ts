import { expect, test } from "vitest"
import { confirmation, confirms, erasedWords } from "./erase-words"

const person = { id: "contact:1", name: "Grace Hopper", firstName: "Grace", lastName: "Hopper" }

test("the name confirms; the address where there is no name", () => {
  expect(confirmation(person)).toEqual({ label: "name", text: "Grace Hopper" })
  const unnamed = { id: "contact:1", name: "grace@harbour.example", emails: ["grace@harbour.example"] }
  expect(confirmation(unnamed)).toEqual({ label: "e-mail", text: "grace@harbour.example" })
  expect(confirmation({ id: "contact:1", name: "Unnamed", emails: [] }).text).toBe("Unnamed")
})

test("a slip of case or space still means this person, another name does not", () => {
  expect(confirms("  grace  hopper ", "Grace Hopper")).toBe(true)
  expect(confirms("Ze\u0301lia", "Zélia")).toBe(true)
  expect(confirms("Grace", "Grace Hopper")).toBe(false)
  expect(confirms("", "")).toBe(false)
})

test("what was taken is counted", () => {
  expect(erasedWords({ records: 4, entries: 12 })).toBe(
    "Erased. 4 records and 12 history entries lost what they told.",
  )
  expect(erasedWords({ records: 1, entries: 1 })).toBe(
    "Erased. 1 record and 1 history entry lost what they told.",
  )
})
