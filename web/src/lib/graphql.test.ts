import { expect, test } from "vitest"
import { graphql } from "./graphql"

const load = graphql as unknown as (source: string) => { definitions: { name?: { value: string } }[] }
const names = (document: ReturnType<typeof load>) => document.definitions.map(({ name }) => name?.value)

test("a document brings the fragments that it spreads, and those that they spread", () => {
  load("fragment TestCompany on Company { id name }")
  load("fragment TestDeal on Deal { id company { ...TestCompany } }")
  expect(names(load("query TestDeals { deals { nodes { ...TestDeal } } }"))).toEqual([
    "TestDeals",
    "TestDeal",
    "TestCompany",
  ])
})

test("a fragment that nobody declared is named", () => {
  expect(() => load("query TestLost { deals { nodes { ...TestMissing } } }")).toThrow("TestMissing")
})
