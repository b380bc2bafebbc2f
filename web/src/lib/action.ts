/** Mutations: those of records each with the key of its intent, the few others as they are; answered with data or a failure. */
import type { Client, TypedDocumentNode } from "@urql/core"
import type { DefinitionNode } from "graphql"
import { useCallback, useRef, useState } from "react"
import { useClient } from "urql"
import { refetchScreen } from "./client"
import { isLive } from "./connection"
import { type Failure, toFailure, unreachable } from "./failure"
import { type Intents, intend } from "./intent"

export type Outcome<Data> = { data: Data; failure?: undefined } | { data?: undefined; failure: Failure }

type Keyed = { idempotencyKey?: string | null }
type Input<Variables> = Variables extends { input: infer Given } ? Omit<Given, keyof Keyed> : never
/** A mutation whose input takes a key is run with one. */
export type Unkeyed<Variables> = Variables extends { input: infer Given }
  ? keyof Keyed extends keyof Given
    ? never
    : Variables
  : Variables

const retries = [400, 1500]
const kept: Failure = { ...unreachable, message: "Baton cannot be reached. What you entered is kept." }
const lost: Failure = {
  ...unreachable,
  message: "Baton’s answer was lost. It may have been done: look before you try again.",
}

/** Whether it was done is not known: the answer was lost, or the server cannot tell. */
const isUnknown = ({ code }: Failure) => code === "UNREACHABLE" || code === "INTERNAL"

const nameOf = ({ definitions }: { definitions: readonly DefinitionNode[] }) =>
  definitions.flatMap((one) => ("operation" in one ? (one.name?.value ?? []) : [])).join()

async function attempt<Data, Variables extends object>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Outcome<Data>> {
  if (!navigator.onLine) return { failure: kept }
  const { data, error } = await client.mutation(document, variables).toPromise()
  if (error || !data) return { failure: error ? toFailure(error) : unreachable }
  // Lists learn of a change from its event; without the socket they are asked again.
  if (!isLive()) refetchScreen()
  return { data }
}

/** Runs a mutation whose input takes an idempotency key, tried again with the same key when the network blinks. */
export function perform<Data, Variables extends { input: Keyed }>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  input: Input<Variables>,
  intents: Intents,
): Promise<Outcome<Data>> {
  return intend(intents, nameOf(document), input, async (sent) => {
    for (let turn = 0; ; turn++) {
      const result = await attempt(client, document, { input: sent } as unknown as Variables)
      const wait = retries[turn]
      if (result.failure?.code !== "UNREACHABLE")
        return { result, known: !result.failure || !isUnknown(result.failure) }
      if (!navigator.onLine || wait === undefined) return { result: { failure: kept }, known: false }
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  })
}

/** Runs a mutation that takes no key, such as signing in. It is tried once: a lost answer may have been a yes. */
export async function send<Data, Variables extends object>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Unkeyed<Variables>,
): Promise<Outcome<Data>> {
  const outcome = await attempt(client, document, variables as Variables)
  return outcome.failure?.code === "UNREACHABLE" ? { failure: kept } : outcome
}

/** `perform` for a component: what it meant and was not answered stays known for as long as it is on the screen. */
export function usePerform(intents?: Intents) {
  const client = useClient()
  const [own] = useState<Intents>(() => new Map())
  const held = intents ?? own
  return useCallback(
    <Data, Variables extends { input: Keyed }>(
      document: TypedDocumentNode<Data, Variables>,
      input: Input<Variables>,
    ) => perform(client, document, input, held),
    [client, held],
  )
}

/** A mutation for a component: `run(input)` resolves to data or a failure and never throws. */
export function useAction<Data, Variables extends { input: Keyed }>(
  document: TypedDocumentNode<Data, Variables>,
  intents?: Intents,
) {
  const performs = usePerform(intents)
  const [busy, setBusy] = useState(0)
  const run = useCallback(
    async (input: Input<Variables>) => {
      setBusy((count) => count + 1)
      const outcome = await performs(document, input)
      setBusy((count) => count - 1)
      return outcome
    },
    [performs, document],
  )
  return [run, busy > 0] as const
}

/** The same for a mutation that takes no key: `run(variables)`. Pressed again while it is under way, it runs once. */
export function useSend<Data, Variables extends object>(document: TypedDocumentNode<Data, Variables>) {
  const client = useClient()
  const [busy, setBusy] = useState(0)
  const under = useRef<{ way: string; outcome: Promise<Outcome<Data>> } | null>(null)
  const run = useCallback(
    async (variables: Unkeyed<Variables>): Promise<Outcome<Data>> => {
      const way = JSON.stringify(variables)
      if (under.current?.way === way) return under.current.outcome
      setBusy((count) => count + 1)
      const mine = { way, outcome: send(client, document, variables) }
      under.current = mine
      const outcome = await mine.outcome
      if (under.current === mine) under.current = null
      setBusy((count) => count - 1)
      return outcome.failure?.code === "UNREACHABLE" && navigator.onLine ? { failure: lost } : outcome
    },
    [client, document],
  )
  return [run, busy > 0] as const
}
