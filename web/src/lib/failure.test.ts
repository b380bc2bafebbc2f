import { CombinedError } from "@urql/core"
import { GraphQLError } from "graphql"
import { expect, test } from "vitest"
import { toFailure } from "./failure"

const fault = (message: string, extensions: Record<string, unknown>) =>
  new GraphQLError(message, { extensions })

test("all faults of an input are kept by field, the first of each", () => {
  const failure = toFailure(
    new CombinedError({
      graphQLErrors: [
        fault("A deal needs a name.", { code: "INVALID", field: "name", requestId: "r1" }),
        fault("Too long.", { code: "INVALID", field: "name" }),
        fault("Not a number.", { code: "INVALID", field: "amount" }),
      ],
    }),
  )
  expect(failure).toMatchObject({
    code: "INVALID",
    field: "name",
    requestId: "r1",
    fields: { name: "A deal needs a name.", amount: "Not a number." },
  })
})

test("one error names every field at fault", () => {
  const faults = [
    { field: "amount", message: "Amount needs a value." },
    { field: "closeDate", message: "Close date needs a value." },
  ]
  const failure = toFailure(
    new CombinedError({
      graphQLErrors: [fault("2 fields need attention.", { code: "INVALID", field: "amount", faults })],
    }),
  )
  expect(failure.fields).toEqual({ amount: "Amount needs a value.", closeDate: "Close date needs a value." })
})

test("a conflict carries the other value", () => {
  const conflicts = [{ field: "amount", yours: "8.00", theirs: "9.00", by: "Ana Ribeiro" }]
  const failure = toFailure(
    new CombinedError({
      graphQLErrors: [fault("Changed.", { code: "CONFLICT", field: "amount", conflicts })],
    }),
  )
  expect(failure.theirs).toBe("9.00")
})

test("a network that fails is unreachable, not internal", () => {
  expect(toFailure(new CombinedError({ networkError: new Error("Failed to fetch") })).code).toBe(
    "UNREACHABLE",
  )
})
