/** For tests: a client whose requests wait until the test answers them, and whose socket is in its hand. */
import {
  type AnyVariables,
  Client,
  type DocumentInput,
  type Exchange,
  makeResult,
  type Operation,
  type OperationResult,
} from "@urql/core"
import { filter, makeSubject, merge, pipe, tap } from "wonka"
import { EventsSubscription } from "./queries"

type Document = DocumentInput<Record<string, unknown>, AnyVariables>

export const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

export function waitingClient(cache: Exchange) {
  const results = makeSubject<OperationResult>()
  const asked: Operation[] = []
  const server: Exchange = () => (operations) =>
    merge([
      results.source,
      pipe(
        operations,
        tap((operation) => {
          if (operation.kind !== "teardown") asked.push(operation)
        }),
        filter(() => false),
      ) as never,
    ])
  const client = new Client({ url: "/", preferGetMethod: false, exchanges: [cache, server] })
  client.subscription(EventsSubscription, {}).subscribe(() => {})
  const live = asked.pop() as Operation
  let events = 0
  const tell = (message: object) => {
    const told = {
      __typename: "EventMessage",
      cursor: "1",
      resync: null,
      hidden: null,
      event: null,
      ...message,
    }
    results.next(makeResult(live, { data: { events: told }, hasNext: true } as never))
  }
  return {
    asked,
    /** What a query shows from here on, and its request. */
    ask(query: Document) {
      const shown: Record<string, unknown>[] = []
      const { unsubscribe } = client
        .query(query, {}, { requestPolicy: "network-only" })
        .subscribe(({ data }) => data && shown.push(data))
      return {
        shown: () => shown.at(-1),
        request: asked.at(-1) as Operation,
        all: shown,
        stop: unsubscribe,
      }
    },
    async mutate(mutation: Document) {
      void client.mutation(mutation, {}).toPromise()
      await settled()
      return asked.at(-1) as Operation
    },
    answer: (request: Operation, data: object) =>
      results.next(makeResult(request, { data, hasNext: false } as never)),
    hear: (version: number, snapshot: object) =>
      tell({
        event: {
          __typename: "Event",
          id: `event:${events++}`,
          at: "",
          kind: "DealUpdated",
          subjectId: "deal:1",
          subjectType: "Deal",
          correlationId: "",
          actor: { __typename: "EventActor", kind: "USER", id: "user:ben", name: "Ben" },
          changes: [],
          version,
          snapshot,
        },
      }),
    /** The deal is not to be seen any more. */
    hide: () => tell({ hidden: { __typename: "RecordHidden", id: "deal:1" } }),
  }
}
