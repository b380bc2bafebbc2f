/** Mutations: each with its idempotency key, tried again when the network blinks, answered with data or a failure. */
import type { Client, TypedDocumentNode } from "@urql/core"
import { useCallback, useState } from "react"
import { useClient } from "urql"
import { refetchScreen } from "./client"
import { isLive } from "./connection"
import { type Failure, toFailure, unreachable } from "./failure"
import { uuid7 } from "./uuid"

export type Outcome<Data> = { data: Data; failure?: undefined } | { data?: undefined; failure: Failure }

type Keyed = { idempotencyKey?: string | null }
type Input<Variables> = Variables extends { input: infer Given } ? Omit<Given, keyof Keyed> : never

const retries = [400, 1500]
const kept: Failure = { ...unreachable, message: "Baton cannot be reached. What you entered is kept." }

/** Runs a mutation whose input takes an idempotency key: the same key for each try, so that it happens once. */
export async function perform<Data, Variables extends { input: object }>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  input: Input<Variables>,
): Promise<Outcome<Data>> {
  return send(client, document, { input: { ...input, idempotencyKey: uuid7() } } as unknown as Variables)
}

/** Runs a mutation as it is, for the few without an idempotency key: signing in and out, setting up. */
export async function send<Data, Variables extends object>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Outcome<Data>> {
  for (let attempt = 0; ; attempt++) {
    if (!navigator.onLine) return { failure: kept }
    const { data, error } = await client.mutation(document, variables).toPromise()
    if (!error && data) {
      // Lists learn of a change from its event; without the socket they are asked again.
      if (!isLive()) refetchScreen()
      return { data }
    }
    const failure = error ? toFailure(error) : kept
    const wait = retries[attempt]
    if (failure.code !== "UNREACHABLE") return { failure }
    if (wait === undefined) return { failure: kept }
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

/** A mutation for a component: `run(input)` resolves to data or a failure and never throws. */
export function useAction<Data, Variables extends { input: object }>(
  document: TypedDocumentNode<Data, Variables>,
) {
  const client = useClient()
  const [busy, setBusy] = useState(0)
  const run = useCallback(
    async (input: Input<Variables>) => {
      setBusy((count) => count + 1)
      const outcome = await perform(client, document, input)
      setBusy((count) => count - 1)
      return outcome
    },
    [client, document],
  )
  return [run, busy > 0] as const
}

/** The same for a mutation without an idempotency key: `run(variables)`. */
export function useSend<Data, Variables extends object>(document: TypedDocumentNode<Data, Variables>) {
  const client = useClient()
  const [busy, setBusy] = useState(0)
  const run = useCallback(
    async (variables: Variables) => {
      setBusy((count) => count + 1)
      const outcome = await send(client, document, variables)
      setBusy((count) => count - 1)
      return outcome
    },
    [client, document],
  )
  return [run, busy > 0] as const
}
