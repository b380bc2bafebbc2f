// `baton tail`: an integrator's view of the events.
import assert from "node:assert/strict"
import { on } from "node:events"
import { test } from "node:test"
import { until } from "../support/wait.js"
import { useWorkspace } from "../support/workspace.js"

const workspace = useWorkspace()
const { createDeal } = workspace

test("baton tail prints what happens as JSON lines, and nothing is missing after a restart of the server", async (context) => {
  const tail = workspace.server.tail(workspace.token)
  context.after(() => tail.end())
  const lines = on(tail.lines, "line")
  const next = async () => JSON.parse((await lines.next()).value[0])
  await until("the tail listens", async () => (await workspace.server.subscribers()) === 1)

  const before = await createDeal("Before the restart")
  const first = await next()
  assert.equal(first.event.kind, "DealCreated")
  assert.equal(first.event.subjectId, before.id)
  assert.equal(first.event.snapshot.name, "Before the restart")
  assert.ok(first.cursor)

  await workspace.server.restart()
  const after = await createDeal("After the restart")
  const second = await next()
  assert.equal(second.event.kind, "DealCreated")
  assert.equal(second.event.subjectId, after.id)
  assert.notEqual(second.event.id, first.event.id)
})
