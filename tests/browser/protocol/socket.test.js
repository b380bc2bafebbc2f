// graphql-transport-ws: the reference client against our socket, and raw sockets for what no client does.
import assert from "node:assert/strict"
import { once } from "node:events"
import { describe, test } from "node:test"
import { createClient } from "graphql-ws"
import WebSocket from "ws"
import { Server } from "../support/server.js"
import { CREATE, useWorkspace } from "../support/workspace.js"

const PROTOCOL = "graphql-transport-ws"
const EVENTS = `subscription ($after: String, $types: [RecordType!]) {
  events(after: $after, types: $types) { cursor event { id kind subjectId subjectType version snapshot actor { name } } hidden { id } resync }
}`

const workspace = useWorkspace()
const { createDeal } = workspace

const address = () => `${workspace.server.url.replace("http", "ws")}/graphql/ws`

describe("with the graphql-ws client", () => {
  /** @param {Partial<import("graphql-ws").ClientOptions>} [options] */
  const connect = (options = {}) =>
    createClient({
      url: address(),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${workspace.token}` },
      retryAttempts: 0,
      ...options,
    })

  test("a query is answered once", async (context) => {
    const client = connect()
    context.after(() => client.dispose())
    const answers = []
    for await (const answer of client.iterate({ query: "{ me { user { name } } }" })) answers.push(answer)
    assert.deepEqual(answers, [{ data: { me: { user: { name: Server.admin.name } } } }])
  })

  test("a mutation is answered once, and is done", async (context) => {
    const client = connect()
    context.after(() => client.dispose())
    const answers = []
    for await (const answer of client.iterate({ query: CREATE, variables: { name: "Over the socket" } }))
      answers.push(answer)
    assert.equal(answers.length, 1)
    const made = /** @type {any} */ (answers[0]).data.createDeal
    const read = await workspace.ask("query ($id: ID!) { deal(id: $id) { name } }", { id: made.id })
    assert.equal(read.deal.name, "Over the socket")
  })

  test("a query that is wrong ends with the reason", async (context) => {
    const client = connect()
    context.after(() => client.dispose())
    const iterator = client.iterate({ query: "{ nothingLikeThis }" })
    await assert.rejects(
      () => iterator.next(),
      (errors) =>
        Array.isArray(errors) &&
        /nothingLikeThis/.test(errors[0].message) &&
        errors[0].extensions.code === "INVALID",
    )
  })

  test("a subscription tells where it stands, then each event", async (context) => {
    const client = connect()
    context.after(() => client.dispose())
    const events = follow(client, { types: ["DEAL"] })
    const position = await events.message()
    assert.equal(position.event, null)
    assert.ok(position.cursor)
    const deal = await createDeal("Seen live")
    const { event, cursor } = await events.message()
    assert.equal(event.kind, "DealCreated")
    assert.equal(event.subjectId, deal.id)
    assert.equal(event.subjectType, "Deal")
    assert.equal(event.version, 1)
    assert.equal(event.snapshot.name, "Seen live")
    assert.equal(event.actor.name, Server.admin.name)
    assert.ok(cursor)
  })

  test("two subscriptions on one socket get the same event each", async (context) => {
    const client = connect()
    context.after(() => client.dispose())
    const one = follow(client, { types: ["DEAL"] })
    const two = follow(client, { types: ["DEAL"] })
    await Promise.all([one.message(), two.message()])
    const deal = await createDeal("Seen twice")
    const [first, second] = await Promise.all([one.message(), two.message()])
    assert.equal(first.event.subjectId, deal.id)
    assert.deepEqual(second, first)
  })

  test("a subscription resumes after its cursor with all that happened meanwhile, in order", async () => {
    const first = connect()
    const { cursor } = await follow(first, { types: ["DEAL"] }).message()
    await first.dispose()

    const missed = [await createDeal("Missed 1"), await createDeal("Missed 2"), await createDeal("Missed 3")]

    const second = connect()
    const resumed = follow(second, { types: ["DEAL"], after: cursor })
    const seen = []
    while (seen.length < missed.length) {
      const { event } = await resumed.message()
      if (event) seen.push(event.subjectId)
    }
    assert.deepEqual(
      seen,
      missed.map((deal) => deal.id),
    )
    await second.dispose()
  })

  test("a single named subscription needs no operationName", async (context) => {
    const client = connect()
    context.after(() => client.dispose())
    const { value } = await client.iterate({ query: "subscription Named { events { cursor } }" }).next()
    assert.equal(value?.errors, undefined)
  })

  test("a cursor that is none is refused, by field", async (context) => {
    const client = connect()
    context.after(() => client.dispose())
    const iterator = client.iterate({ query: EVENTS, variables: { after: "yesterday" } })
    await assert.rejects(
      () => iterator.next(),
      (errors) =>
        Array.isArray(errors) &&
        errors[0].extensions.code === "INVALID" &&
        JSON.stringify(errors[0].extensions).includes("after"),
    )
  })

  test("without a token, events are refused and the welcome is not", async (context) => {
    const client = connect({ connectionParams: {} })
    context.after(() => client.dispose())
    const welcome = await client.iterate({ query: "{ welcome { needsSetup } }" }).next()
    assert.deepEqual(welcome.value, { data: { welcome: { needsSetup: false } } })
    await assert.rejects(
      () => client.iterate({ query: EVENTS }).next(),
      (errors) => Array.isArray(errors) && errors[0].extensions.code === "UNAUTHENTICATED",
    )
  })

  test("the client's pings are answered", async (context) => {
    const answered = new Promise((resolve) => {
      const client = connect({
        lazy: false,
        keepAlive: 50,
        on: { pong: (received) => received && resolve(received) },
      })
      context.after(() => client.dispose())
    })
    assert.equal(await answered, true)
  })
})

describe("with raw sockets", () => {
  test("4400 for what is no message", async () => {
    assert.equal(await closes((socket) => socket.send("hello")), 4400)
    assert.equal(await closes((socket) => socket.send(JSON.stringify({ type: "start", id: "1" }))), 4400)
    assert.equal(await closes((socket) => socket.send(JSON.stringify({ type: "subscribe", id: "1" }))), 4400)
    assert.equal(await closes((socket) => socket.send(Buffer.from([1, 2, 3]))), 4400)
  })

  test("4401 for an operation before connection_init", async () => {
    assert.equal(await closes((socket) => subscribe(socket, "1", "{ welcome { needsSetup } }")), 4401)
  })

  test("4403 for a token that is none", async () => {
    assert.equal(await closes((socket) => init(socket, "no-such-token")), 4403)
  })

  test("4406 without the subprotocol", async () => {
    const socket = new WebSocket(address())
    const [code] = await once(socket, "close")
    assert.equal(code, 4406)
  })

  test("a foreign subprotocol gets no connection", async () => {
    const socket = new WebSocket(address(), "graphql-ws")
    const [error] = await once(socket, "error")
    assert.match(error.message, /subprotocol/)
  })

  test("4408 when connection_init does not come", async () => {
    assert.equal(await closes(() => {}), 4408)
  })

  test("4409 for an id that is taken", async () => {
    const code = await closes(async (socket) => {
      await initialised(socket)
      subscribe(socket, "1", EVENTS)
      subscribe(socket, "1", EVENTS)
    })
    assert.equal(code, 4409)
  })

  test("an id is free again after complete", async () => {
    const socket = await open()
    await initialised(socket)
    const heard = listen(socket)
    subscribe(socket, "1", EVENTS)
    assert.equal((await heard.message()).type, "next")
    socket.send(JSON.stringify({ type: "complete", id: "1" }))
    subscribe(socket, "1", "{ me { user { email } } }")
    const answer = await heard.message()
    assert.deepEqual(answer, {
      type: "next",
      id: "1",
      payload: { data: { me: { user: { email: Server.admin.email } } } },
    })
    assert.deepEqual(await heard.message(), { type: "complete", id: "1" })
    socket.close()
  })

  test("4429 for a second connection_init", async () => {
    const code = await closes(async (socket) => {
      await initialised(socket)
      init(socket, workspace.token)
    })
    assert.equal(code, 4429)
  })

  test("ping is answered by pong, also before connection_init", async () => {
    const socket = await open()
    const heard = listen(socket)
    socket.send(JSON.stringify({ type: "ping" }))
    assert.equal((await heard.message()).type, "pong")
    socket.close()
  })

  test("a page of another site gets no socket", async () => {
    const socket = new WebSocket(address(), PROTOCOL, { origin: "https://elsewhere.example" })
    const [, answer] = await once(socket, "unexpected-response")
    assert.equal(answer.statusCode, 403)
    answer.destroy()
  })

  test("our own page does", async () => {
    const socket = new WebSocket(address(), PROTOCOL, { origin: workspace.server.url })
    await once(socket, "open")
    socket.close()
  })
})

/**
 * The messages of an `events` subscription, one by one.
 * @param {import("graphql-ws").Client} client
 * @param {Record<string, unknown>} variables
 */
function follow(client, variables) {
  const iterator = client.iterate({ query: EVENTS, variables })
  return {
    /** @returns {Promise<any>} */
    message: async () => {
      const { value } = await iterator.next()
      assert.equal(value?.errors, undefined)
      return value?.data?.events
    },
  }
}

async function open() {
  const socket = new WebSocket(address(), PROTOCOL)
  await once(socket, "open")
  return socket
}

/**
 * The code that the server closes with after something was done.
 * @param {(socket: WebSocket) => void | Promise<void>} act
 */
async function closes(act) {
  const socket = await open()
  const closed = once(socket, "close")
  await act(socket)
  const [code] = await closed
  return code
}

/** @param {WebSocket} socket @param {string} bearer */
function init(socket, bearer) {
  socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${bearer}` } }))
}

/** @param {WebSocket} socket */
async function initialised(socket) {
  const acknowledged = once(socket, "message")
  init(socket, workspace.token)
  const [message] = await acknowledged
  assert.deepEqual(JSON.parse(String(message)), { type: "connection_ack" })
}

/** @param {WebSocket} socket @param {string} id @param {string} query */
function subscribe(socket, id, query) {
  socket.send(JSON.stringify({ type: "subscribe", id, payload: { query } }))
}

/** What a socket hears from now on, one by one. @param {WebSocket} socket */
function listen(socket) {
  /** @type {any[]} */
  const heard = []
  /** @type {((message: any) => void)[]} */
  const waiting = []
  socket.on("message", (data) => {
    const message = JSON.parse(String(data))
    const next = waiting.shift()
    if (next) next(message)
    else heard.push(message)
  })
  return {
    /** @returns {Promise<any>} */
    message: () =>
      heard.length > 0 ? Promise.resolve(heard.shift()) : new Promise((resolve) => waiting.push(resolve)),
  }
}
