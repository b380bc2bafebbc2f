import { expect, test } from "vitest"
import type { HandoffRowFragment } from "@/gql/graphql"
import { subjectOf } from "./subject"

const of = (subject: unknown) => subjectOf({ subject } as unknown as HandoffRowFragment)

test("a lead has its contact's role and its company", () => {
  const company = { id: "company:1", version: 1, name: "Mistral Textiles" }
  const contact = { id: "contact:1", version: 1, jobTitle: "COO" }
  expect(
    of({
      __typename: "Lead",
      id: "lead:1",
      version: 1,
      name: "Camille Laurent",
      stageId: "stage:2",
      contact,
      company,
    }),
  ).toMatchObject({ kind: "Lead", name: "Camille Laurent", role: "COO", company: "Mistral Textiles" })
})

test("a record that may not be seen still has words", () => {
  expect(of(null).name).toBe("A record that you may not see")
})
