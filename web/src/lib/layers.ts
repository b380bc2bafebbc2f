/** Three things that the cache does not do by itself, so that what is heard while answers are under way holds. */
import type { Client, Exchange, Operation, OperationResult } from "@urql/core"
import { filter, makeSubject, map, merge, pipe, tap } from "wonka"

const own = new WeakMap<object, Operation>()
/** The cache remembers keys, so that they are used again; nobody waits for that many events. */
const keys = 4096
let turn = 0

function apart(result: OperationResult): OperationResult {
  if (result.operation.kind !== "subscription") return result
  turn = (turn + 1) % keys
  // Keys of other operations are whole numbers.
  const operation = { ...result.operation, key: turn + 0.5 }
  own.set(operation, result.operation)
  return { ...result, operation }
}

/**
 * Each event is written over all that was answered before it. The cache keeps what one subscription says in one layer,
 * which stays where it is while an earlier request waits: what is answered meanwhile would cover later events. So each
 * result of a subscription goes through the cache as one of its own.
 */
export const eventsOnTop =
  (cache: Exchange): Exchange =>
  ({ forward, ...rest }) => {
    const within = cache({ ...rest, forward: (operations) => pipe(forward(operations), map(apart)) })
    return (operations) =>
      pipe(
        within(operations),
        map((result) => ({ ...result, operation: own.get(result.operation) ?? result.operation })),
      )
  }

/**
 * What changes is shown by every query at once. The client passes over those that wait for an answer, although the cache
 * asks for them to be shown again.
 */
export const shownAtOnce =
  (cache: Exchange): Exchange =>
  ({ client, forward, ...rest }) => {
    const waiting = new Set<number>()
    const again = makeSubject<Operation>()
    const reexecuteOperation = (operation: Operation) => {
      if (operation.context.requestPolicy !== "cache-first" || !waiting.has(operation.key))
        return client.reexecuteOperation(operation)
      queueMicrotask(() => waiting.has(operation.key) && again.next(operation))
    }
    const within = cache({
      ...rest,
      client: Object.create(client, { reexecuteOperation: { value: reexecuteOperation } }) as Client,
      forward: (operations) =>
        pipe(
          operations,
          tap(({ kind, key }) => {
            if (kind === "query") waiting.add(key)
            if (kind === "teardown") waiting.delete(key)
          }),
          forward,
          tap(({ operation }) => void waiting.delete(operation.key)),
        ),
    })
    return (operations) => within(merge([operations, again.source]))
  }

/** What was asked before one heard that a record is not to be seen any more may still tell of it: it is asked anew instead. */
export const withoutHidden: Exchange = ({ forward }) => {
  const waiting = new Set<number>()
  const outdated = new Set<number>()
  const anew = makeSubject<Operation>()
  return (operations) =>
    pipe(
      merge([operations, anew.source]),
      tap(({ kind, key }) => {
        if (kind === "query") waiting.add(key)
        if (kind === "teardown" && waiting.delete(key)) outdated.delete(key)
      }),
      forward,
      filter(({ operation, data }) => {
        const { kind, key } = operation
        if (kind === "subscription" && data?.events?.hidden) for (const one of waiting) outdated.add(one)
        if (kind !== "query" || !outdated.delete(key)) {
          if (kind === "query") waiting.delete(key)
          return true
        }
        queueMicrotask(() => waiting.has(key) && anew.next(operation))
        return false
      }),
    )
}
