import { Client, type Exchange, gql, makeResult } from "@urql/core"
import { expect, test, vi } from "vitest"
import { filter, makeSubject, map, merge, pipe, take, toPromise } from "wonka"
import { cache } from "./cache"
import { EventsSubscription } from "./queries"

const DealQuery = gql`query D { deal(id: "deal:1") { __typename id version name amount ownerId owner { __typename id name } stageHistory { __typename stageId enteredAt leftAt byId passed } } }`
const UserQuery = gql`query U { users: me { __typename user { __typename id version name } } }`

const deal = {
  __typename: "Deal",
  id: "deal:1",
  version: 3,
  name: "Pilot",
  amount: "100.00",
  ownerId: "user:ana",
  owner: { __typename: "User", id: "user:ana", name: "Ana" },
  stageHistory: [],
}
const ben = { __typename: "Viewer", user: { __typename: "User", id: "user:ben", version: 1, name: "Ben" } }

/** A client whose socket is in the test's hand. */
function open() {
  const events = makeSubject<object>()
  const server: Exchange = () => (operations) => {
    const queries = pipe(
      operations,
      filter(({ kind }) => kind === "query"),
      map((operation) => makeResult(operation, { data: { deal, users: ben }, hasNext: false } as never)),
    )
    const live = pipe(
      operations,
      filter(({ kind }) => kind === "subscription"),
      map((operation) => operation),
    )
    let subscription: never | undefined
    const messages = pipe(
      merge([
        pipe(
          live,
          map((operation) => {
            subscription = operation as never
            return null
          }),
        ),
        events.source as never,
      ]),
      filter((message) => message !== null && subscription !== undefined),
      map((message) =>
        makeResult(subscription as never, { data: { events: message }, hasNext: true } as never),
      ),
    )
    return merge([queries, messages])
  }
  const client = new Client({ url: "/", preferGetMethod: false, exchanges: [cache, server] })
  client.subscription(EventsSubscription, {}).subscribe(() => {})
  const send = (event: object) =>
    events.next({
      __typename: "EventMessage",
      cursor: "1",
      resync: null,
      hidden: null,
      event: {
        __typename: "Event",
        id: "e",
        at: "",
        kind: "DealUpdated",
        subjectId: "deal:1",
        subjectType: "Deal",
        correlationId: "",
        actor: { __typename: "EventActor", kind: "USER", id: "user:ben", name: "Ben" },
        changes: [],
        ...event,
      },
    })
  return { client, send }
}

async function openDeal() {
  const { client, send } = open()
  const seen: {
    name: string
    amount: string
    version: number
    owner: { name: string } | null
    stageHistory: object[]
  }[] = []
  client.query(DealQuery, {}).subscribe(({ data }) => data?.deal && seen.push(data.deal))
  client.query(UserQuery, {}).subscribe(() => {})
  await vi.waitFor(() => expect(seen.at(-1)?.name).toBe("Pilot"))
  return { client, send, latest: () => seen.at(-1) }
}

test("an event patches the cached record with its snapshot", async () => {
  const { send, latest } = await openDeal()
  send({ version: 4, snapshot: { name: "Rollout", amount: "250.00", ownerId: "user:ana" } })
  await vi.waitFor(() => expect(latest()).toMatchObject({ name: "Rollout", amount: "250.00", version: 4 }))
})

test("an event that is older than the cached record changes nothing", async () => {
  const { client, send, latest } = await openDeal()
  send({ version: 3, snapshot: { name: "Old news" } })
  const { data } = await pipe(
    client.query(DealQuery, {}, { requestPolicy: "cache-only" }),
    take(1),
    toPromise,
  )
  expect(data.deal.name).toBe("Pilot")
  expect(latest()?.name).toBe("Pilot")
})

test("an owner's id that changes takes the owner along", async () => {
  const { send, latest } = await openDeal()
  send({ version: 5, snapshot: { ownerId: "user:ben" } })
  await vi.waitFor(() => expect(latest()?.owner?.name).toBe("Ben"))
})

test("what a snapshot holds beyond the schema, or beyond scalars, is left out", async () => {
  const { send, latest } = await openDeal()
  send({ version: 6, snapshot: { name: "Kept", nonsense: 1, company: { id: "company:1" } } })
  await vi.waitFor(() => expect(latest()?.name).toBe("Kept"))
})

test("plain values inside a record come with the snapshot, whole", async () => {
  const { send, latest } = await openDeal()
  send({
    version: 7,
    snapshot: { stageHistory: [{ stageId: "stage:a", enteredAt: "2026-01-01T00:00:00Z", passed: false }] },
  })
  await vi.waitFor(() =>
    expect(latest()?.stageHistory).toMatchObject([{ stageId: "stage:a", leftAt: null, passed: false }]),
  )
})
