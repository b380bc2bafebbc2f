import { gql, type Operation } from "@urql/core"
import { beforeEach, expect, test, vi } from "vitest"
import { settled, waitingClient } from "./waiting-client"

const fields = "__typename id version name amount ownerId owner { __typename id version name }"
const PageQuery = gql`query Page { deal(id: "deal:1") { ${fields} lostNote stageHistory { __typename stageId passed } } }`
const ListQuery = gql`query List { deals(first: 1) { __typename nodes { ${fields} } } }`
const NameQuery = gql`query Name { deal(id: "deal:1") { __typename id version name } }`
const OwnerQuery = gql`query Owner { deal(id: "deal:1") { __typename id version owner { __typename id version } } }`
const SlowQuery = gql`query Slow { me { __typename user { __typename id version name } } }`
const Rename = gql`mutation Rename { updateDeal(input: {}) { __typename id version name } }`

const ana = { __typename: "User", id: "user:ana", version: 1, name: "Ana" }
const ben = { __typename: "User", id: "user:ben", version: 1, name: "Ben" }
const row = (version: number, name: string, owner = ana) => ({
  __typename: "Deal",
  id: "deal:1",
  version,
  name,
  amount: `${version}00.00`,
  ownerId: owner.id,
  owner,
})
const page = (version: number, name: string, owner = ana) => ({
  deal: { ...row(version, name, owner), lostNote: `note ${version}`, stageHistory: [] },
})
const list = (version: number, name: string) => ({
  deals: { __typename: "DealConnection", nodes: [row(version, name)] },
})

async function open() {
  vi.resetModules()
  return waitingClient((await import("./cache")).cache)
}

let at: Awaited<ReturnType<typeof open>>
beforeEach(async () => {
  at = await open()
})

test("an answer that is slower than an event does not bring back what was before", async () => {
  const first = at.ask(PageQuery)
  at.answer(first.request, page(7, "Pilot"))
  const slow = at.ask(ListQuery)
  at.hear(8, { name: "Rollout", amount: "900.00", ownerId: "user:ana" })
  at.answer(slow.request, list(7, "Pilot"))
  await settled()
  expect(first.shown()).toMatchObject({ deal: { version: 8, name: "Rollout", amount: "900.00" } })
  expect(slow.shown()).toMatchObject({
    deals: { nodes: [{ version: 8, name: "Rollout", amount: "900.00" }] },
  })
  expect(slow.all).toHaveLength(1)
  // All of it was known: nothing is asked again.
  expect(at.asked).toHaveLength(2)
})

test("nor one that is slower than what a mutation returned", async () => {
  const first = at.ask(PageQuery)
  at.answer(first.request, page(7, "Pilot"))
  const mutation = await at.mutate(Rename)
  const slow = at.ask(ListQuery)
  at.answer(mutation, { updateDeal: { __typename: "Deal", id: "deal:1", version: 8, name: "Rollout" } })
  at.answer(slow.request, list(7, "Pilot"))
  await settled()
  expect(first.shown()).toMatchObject({ deal: { version: 8, name: "Rollout" } })
  expect(slow.shown()).toMatchObject({ deals: { nodes: [{ version: 8, name: "Rollout" }] } })
})

test("nor a mutation's result that is slower than an event", async () => {
  const first = at.ask(PageQuery)
  at.answer(first.request, page(7, "Pilot"))
  const mutation = await at.mutate(Rename)
  at.hear(9, { name: "Northern rollout" })
  at.answer(mutation, { updateDeal: { __typename: "Deal", id: "deal:1", version: 8, name: "Rollout" } })
  await settled()
  expect(first.shown()).toMatchObject({ deal: { version: 9, name: "Northern rollout" } })
})

test("nor an answer that is slower than another answer, whichever was asked first", async () => {
  for (const earlier of [true, false]) {
    at = await open()
    const slow = earlier && at.ask(ListQuery)
    const quick = at.ask(PageQuery)
    const late = slow || at.ask(ListQuery)
    at.answer(quick.request, page(8, "Rollout"))
    at.answer(late.request, list(7, "Pilot"))
    await settled()
    expect(quick.shown()).toMatchObject({ deal: { version: 8, name: "Rollout" } })
    expect(late.shown()).toMatchObject({ deals: { nodes: [{ version: 8, name: "Rollout" }] } })
  }
})

test("what an older answer has alone is shown, and asked for once more", async () => {
  const first = at.ask(NameQuery)
  at.answer(first.request, { deal: { __typename: "Deal", id: "deal:1", version: 7, name: "Pilot" } })
  const slow = at.ask(PageQuery)
  at.hear(8, { name: "Rollout" })
  at.answer(slow.request, page(7, "Pilot"))
  await settled()
  expect(slow.shown()).toMatchObject({ deal: { version: 8, name: "Rollout", lostNote: "note 7" } })
  const again = at.asked.at(-1) as Operation
  expect(again.key).toBe(slow.request.key)
  expect(at.asked).toHaveLength(3)
  at.answer(again, page(8, "Rollout"))
  await settled()
  expect(slow.shown()).toMatchObject({ deal: { version: 8, name: "Rollout", lostNote: "note 8" } })
  expect(at.asked).toHaveLength(3)
})

test("a record that leads elsewhere since is not led back", async () => {
  const first = at.ask(PageQuery)
  at.answer(first.request, page(7, "Pilot"))
  const viewer = at.ask(SlowQuery)
  at.answer(viewer.request, { me: { __typename: "Viewer", user: ben } })
  const slow = at.ask(ListQuery)
  at.hear(8, { name: "Pilot", ownerId: "user:ben" })
  at.answer(slow.request, list(7, "Pilot"))
  await settled()
  expect(first.shown()).toMatchObject({ deal: { ownerId: "user:ben", owner: { name: "Ben" } } })
})

test("what was heard of a record before its first answer is not lost with an older one", async () => {
  const slow = at.ask(PageQuery)
  at.hear(8, { name: "Rollout", amount: "900.00" })
  at.answer(slow.request, page(7, "Pilot"))
  await settled()
  expect(slow.shown()).toMatchObject({ deal: { version: 8, name: "Rollout", amount: "900.00" } })
  expect(at.asked).toHaveLength(2)
})

test("an event is not covered by what was answered before it, while an earlier request still waits", async () => {
  const waiting = at.ask(SlowQuery)
  const first = at.ask(PageQuery)
  at.answer(first.request, page(7, "Pilot"))
  at.hear(8, { name: "Rollout" })
  const second = at.ask(ListQuery)
  at.answer(second.request, list(8, "Rollout"))
  at.hear(9, { name: "Northern rollout" })
  await settled()
  expect(first.shown()).toMatchObject({ deal: { version: 9, name: "Northern rollout" } })
  expect(second.shown()).toMatchObject({ deals: { nodes: [{ version: 9, name: "Northern rollout" }] } })
  at.answer(waiting.request, { me: { __typename: "Viewer", user: ben } })
  await settled()
  expect(first.shown()).toMatchObject({ deal: { version: 9, name: "Northern rollout" } })
})

test("an event is shown also by a query that waits for its answer", async () => {
  const first = at.ask(PageQuery)
  at.answer(first.request, page(7, "Pilot"))
  // As a component asks again.
  first.stop()
  const again = at.ask(PageQuery)
  at.hear(8, { name: "Rollout" })
  await settled()
  expect(again.shown()).toMatchObject({ deal: { version: 8, name: "Rollout" } })
  at.answer(again.request, page(7, "Pilot"))
  await settled()
  expect(again.shown()).toMatchObject({ deal: { version: 8, name: "Rollout" } })
})

test("a newer answer is taken whole", async () => {
  const first = at.ask(PageQuery)
  at.answer(first.request, page(7, "Pilot"))
  const second = at.ask(PageQuery)
  at.answer(second.request, page(9, "Northern rollout", ben))
  await settled()
  expect(first.shown()).toMatchObject({ deal: { version: 9, name: "Northern rollout", lostNote: "note 9" } })
  expect(first.shown()).toMatchObject({ deal: { owner: { name: "Ben" } } })
})

test("a server that goes on answering with what is older is not asked for ever", async () => {
  const first = at.ask(OwnerQuery)
  at.answer(first.request, {
    deal: {
      __typename: "Deal",
      id: "deal:1",
      version: 9,
      owner: { __typename: "User", id: "user:ben", version: 1 },
    },
  })
  const slow = at.ask(PageQuery)
  for (let turn = 0; turn < 8; turn++) {
    at.answer(slow.request, page(7, "Pilot"))
    await settled()
  }
  expect(slow.shown()).toMatchObject({ deal: { version: 9, name: "Pilot", owner: null } })
  // Each of the eight answers would have been asked for again.
  expect(at.asked.length).toBeLessThan(2 + 8)
  expect(at.asked.length).toBeGreaterThan(2)
})

test("what was asked before a record was hidden does not show it again", async () => {
  const first = at.ask(ListQuery)
  at.answer(first.request, list(7, "Pilot"))
  const slow = at.ask(PageQuery)
  at.hide()
  at.answer(slow.request, page(7, "Pilot"))
  await settled()
  expect(slow.shown()).toBe(undefined)
  const again = at.asked.filter(({ key }) => key === slow.request.key)
  expect(again).toHaveLength(2)
  at.answer(again[1] as Operation, { deal: null })
  await settled()
  expect(slow.shown()).toEqual({ deal: null })
})
