// A thread that holds many sockets and writes down when each of them heard of each change.
import { createRequire } from "node:module"
import { parentPort, workerData } from "node:worker_threads"
import { now, pause } from "./machine.mjs"

const { WebSocket } = createRequire(new URL("../browser/package.json", import.meta.url))("ws")
const port = /** @type {import("node:worker_threads").MessagePort} */ (parentPort)

/** Sockets that are opened at once. */
const WAVE = 25

/**
 * @typedef {{ token: string, payload: { query: string, variables?: object } }} Subscriber
 * @typedef {{ url: string, subscribers: Subscriber[], first: number, changes: number, mark: string,
 *   heard: SharedArrayBuffer, count: SharedArrayBuffer }} Given
 */
const { url, subscribers, first, changes, mark, heard, count } = /** @type {Given} */ (workerData)
/** When subscriber s heard of change c, at s * changes + c. */
const times = new Float64Array(heard)
const counter = new Int32Array(count)

/** @param {string} what */
const fail = (what) => port.postMessage({ fault: what })

/** Opens a socket and subscribes; done when the subscription has begun.
 * @param {Subscriber} given @param {number} index @returns {Promise<void>} */
function subscribe({ token, payload }, index) {
  const socket = new WebSocket(url, "graphql-transport-ws", {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  })
  return new Promise((resolve) => {
    socket.on("open", () =>
      socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } })),
    )
    socket.on("message", (/** @type {Buffer} */ data) => {
      const at = now()
      const place = data.indexOf(mark)
      if (place >= 0) return hear(data, place, index, at)
      const message = JSON.parse(data.toString())
      if (message.type === "connection_ack")
        socket.send(JSON.stringify({ type: "subscribe", id: "1", payload }))
      else if (message.type === "ping") socket.send('{"type":"pong"}')
      else if (message.type === "next" && message.payload.data?.events?.cursor && !message.payload.errors)
        resolve()
      else fail(`A socket got ${data.toString().slice(0, 400)}`)
    })
    socket.on("error", (/** @type {Error} */ error) => fail(error.message))
    socket.on("close", (/** @type {number} */ code) => fail(`A socket was closed with ${code}.`))
  })
}

/** @param {Buffer} data @param {number} place @param {number} index @param {number} at */
function hear(data, place, index, at) {
  const change = Number(data.toString("latin1", place + mark.length, place + mark.length + 6))
  const slot = (first + index) * changes + change
  if (times[slot] !== 0) return fail(`Change ${change} was sent twice to one socket.`)
  times[slot] = at
  Atomics.add(counter, 0, 1)
  // One message of each thread is looked at in full, and is what the calibration sends.
  if (index > 0 || change > 0) return
  const { type, payload } = JSON.parse(data.toString())
  if (type !== "next" || payload.errors || !payload.data.events.event.snapshot)
    fail("An event is not what was asked for.")
  port.postMessage({ sample: data.toString() })
}

for (let from = 0; from < subscribers.length; from += WAVE) {
  const wave = subscribers.slice(from, from + WAVE)
  await Promise.all(wave.map((subscriber, i) => subscribe(subscriber, from + i)))
  // What came in meanwhile gets its turn.
  await pause(1)
}
port.postMessage({ ready: true })
