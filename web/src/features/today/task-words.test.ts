import { expect, test } from "vitest"
import type { TaskLineFragment } from "@/gql/graphql"
import { subjectsOf } from "./task-words"

const about = (subjects: unknown[]) => subjectsOf({ subjects } as unknown as TaskLineFragment)

test("a task says the company and the record, each once", () => {
  expect(
    about([
      {
        __typename: "Deal",
        id: "deal:1",
        version: 1,
        name: "Yard cameras",
        company: { id: "company:1", version: 1, name: "Zuri" },
      },
      { __typename: "Company", id: "company:1", version: 1, name: "Zuri" },
      { __typename: "Contact", id: "contact:1", version: 1, name: "Noor Pereira" },
    ]),
  ).toBe("Zuri · Yard cameras · Noor Pereira")
})

test("a record without a company, or that one may not see, leaves no gap", () => {
  expect(
    about([
      { __typename: "Lead", id: "lead:1", version: 1, name: "Felix", company: null },
      { __typename: "Activity", id: "a", version: 1 },
    ]),
  ).toBe("Felix")
  expect(about([])).toBe("")
})
