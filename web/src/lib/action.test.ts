import { type Client, CombinedError, gql, type TypedDocumentNode } from "@urql/core"
import { GraphQLError } from "graphql"
import { beforeEach, expect, test, vi } from "vitest"
import { perform, send } from "./action"
import { keptIntents } from "./intent"

type Note = { body: string; idempotencyKey?: string | null }
type Edit = { id: string; expectedVersion: number; name: string; idempotencyKey?: string | null }
const log: TypedDocumentNode<{ id: string }, { input: Note }> = gql`mutation LogActivity { a }`
const edit: TypedDocumentNode<{ id: string }, { input: Edit }> = gql`mutation UpdateDeal { a }`
const signIn: TypedDocumentNode<{ id: string }, { input: { email: string } }> = gql`mutation SignIn { a }`

type Answer = "yes" | "lost" | "INVALID" | "CONFLICT" | "INTERNAL"
const answers: Answer[] = []
const sent: Record<string, unknown>[] = []

const client = {
  mutation: (_: unknown, { input }: { input: Record<string, unknown> }) => ({
    toPromise: async () => {
      sent.push(input)
      const answer = answers.shift() ?? "yes"
      if (answer === "yes") return { data: { id: "1" } }
      if (answer === "lost") return { error: new CombinedError({ networkError: new Error("lost") }) }
      const refused = new GraphQLError("No.", { extensions: { code: answer } })
      return { error: new CombinedError({ graphQLErrors: [refused] }) }
    },
  }),
} as unknown as Client

const lost: Answer[] = ["lost", "lost", "lost"]
const keys = () => [...new Set(sent.map(({ idempotencyKey }) => idempotencyKey))]

beforeEach(() => {
  answers.length = 0
  sent.length = 0
  sessionStorage.clear()
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void) => run()) as never)
})

const kinds = [
  ["on the screen", () => new Map()],
  ["with a draft", () => keptIntents("a draft")],
] as const

test.each(kinds)(
  "what was not answered is the same attempt when it is pressed again: %s",
  async (_, kept) => {
    const intents = kept()
    answers.push(...lost)
    expect((await perform(client, log, { body: "Called" }, intents)).failure?.code).toBe("UNREACHABLE")
    expect((await perform(client, log, { body: "Called" }, intents)).data).toEqual({ id: "1" })
    expect(sent).toHaveLength(4)
    expect(keys()).toHaveLength(1)
  },
)

test.each(kinds)("once it was answered, the same words are meant once more: %s", async (_, kept) => {
  const intents = kept()
  await perform(client, log, { body: "Called" }, intents)
  await perform(client, log, { body: "Called" }, intents)
  expect(keys()).toHaveLength(2)
})

test.each(kinds)("other words after a lost answer are another intent: %s", async (_, kept) => {
  const intents = kept()
  answers.push(...lost)
  await perform(client, log, { body: "Called" }, intents)
  await perform(client, log, { body: "Called twice" }, intents)
  expect(keys()).toHaveLength(2)
})

test("an attempt with a draft is known after a reload, and each draft has its own", async () => {
  answers.push(...lost)
  await perform(client, log, { body: "Called" }, keptIntents("of A"))
  await perform(client, log, { body: "Called" }, keptIntents("of B"))
  await perform(client, log, { body: "Called" }, keptIntents("of A"))
  const [first, , , ofB, again] = sent.map(({ idempotencyKey }) => idempotencyKey)
  expect(again).toBe(first)
  expect(ofB).not.toBe(first)
})

test("a lost edit is sent again as it was, though the record has moved on by it", async () => {
  const intents = new Map()
  answers.push(...lost)
  await perform(client, edit, { id: "deal:1", expectedVersion: 3, name: "Pilot" }, intents)
  await perform(client, edit, { id: "deal:1", expectedVersion: 4, name: "Pilot" }, intents)
  expect(sent.at(-1)).toEqual(sent[0])
  expect(sent.at(-1)?.expectedVersion).toBe(3)
})

test.each(["INVALID", "CONFLICT"] as const)("%s is an answer: the next try starts anew", async (code) => {
  const intents = new Map()
  answers.push(code)
  await perform(client, edit, { id: "deal:1", expectedVersion: 3, name: "Pilot" }, intents)
  await perform(client, edit, { id: "deal:1", expectedVersion: 4, name: "Pilot" }, intents)
  expect(keys()).toHaveLength(2)
  expect(sent.at(-1)?.expectedVersion).toBe(4)
})

test("a server that cannot tell whether it was done has not answered", async () => {
  const intents = new Map()
  answers.push("INTERNAL")
  await perform(client, log, { body: "Called" }, intents)
  await perform(client, log, { body: "Called" }, intents)
  expect(keys()).toHaveLength(1)
})

test("pressed twice before the answer, it is one attempt", async () => {
  const intents = new Map()
  await Promise.all([
    perform(client, log, { body: "Called" }, intents),
    perform(client, log, { body: "Called" }, intents),
  ])
  expect(sent).toHaveLength(2)
  expect(keys()).toHaveLength(1)
})

test("without a key nothing is tried again by itself: a lost answer may have been a yes", async () => {
  answers.push("lost")
  const { failure } = await send(client, signIn, { input: { email: "ana@example.com" } })
  expect(failure?.message).toContain("What you entered is kept.")
  expect(sent).toHaveLength(1)
})
