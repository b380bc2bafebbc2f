// From a change to a thousand screens: subscribers in threads of their own, changes at an even rate, one clock.
import { Worker } from "node:worker_threads"
import { screen } from "./documents.mjs"
import { now, pause, percentile } from "./machine.mjs"
import { settings } from "./settings.mjs"

/** Stands before a change's number in what an event says. */
const MARK = "Bench change "
/** Milliseconds between two changes. */
const EVERY = 100
/** Nothing may arrive later than this after the last change. */
const LATEST = 15_000

/** @typedef {import("./subscribers.mjs").Subscriber} Subscriber */

/** What the web client subscribes to. @param {string} token @returns {Subscriber} */
export const webClient = (token) => ({ token, payload: { query: screen("Events") } })

/** The same, for some kinds of record alone. @param {string} token @param {string[]} types @returns {Subscriber} */
export function narrowed(token, types) {
  const query = screen("Events")
    .replace("$after: String", "$after: String, $types: [RecordType!]")
    .replace("after: $after", "after: $after, types: $types")
  return { token, payload: { query, variables: { types } } }
}

/**
 * Changes each deal once while all subscribers listen, and gives the milliseconds until each heard of each change: from
 * the moment the change was sent, and from the moment it was answered.
 * @param {import("./server.mjs").Server} server @param {string} token of who changes them
 * @param {Subscriber[]} subscribers @param {{ id: string, version: number }[]} deals
 */
export async function toSubscribers(server, token, subscribers, deals) {
  const document = screen("UpdateDeal")
  /** @param {number} change */
  const act = async (change) => {
    const { id, version } = deals[change] ?? { id: "", version: 0 }
    const input = { id, expectedVersion: version, nextStep: mark(change) }
    await server.ask(token, document, { input })
  }
  const url = `${server.url.replace("http", "ws")}/graphql/ws`
  const audience = await gather(url, subscribers, deals.length)
  try {
    const open = await server.number("baton_subscribers")
    if (open !== subscribers.length)
      throw new Error(`The server counts ${open} subscribers of ${subscribers.length}.`)
    const classes = await server.number("baton_subscription_classes")
    return { ...(await tell(audience, deals.length, act)), classes, sample: audience.sample() }
  } finally {
    await audience.leave()
  }
}

/** What the subscribers take by themselves: the same message from a server that only sends it.
 * @param {number} count @param {number} changes @param {string} sample */
export async function calibration(count, changes, sample) {
  const relay = new Worker(new URL("relay.mjs", import.meta.url))
  const { port } = await new Promise((resolve) => relay.once("message", resolve))
  const audience = await gather(`ws://127.0.0.1:${port}`, Array(count).fill(webClient("none")), changes)
  try {
    const act = async (/** @type {number} */ change) =>
      relay.postMessage(sample.replaceAll(mark(0), mark(change)))
    return await tell(audience, changes, act)
  } finally {
    await audience.leave()
    await relay.terminate()
  }
}

/** @param {number} change */
const mark = (change) => `${MARK}${String(change).padStart(6, "0")}`

/** @typedef {Awaited<ReturnType<typeof gather>>} Audience */

/** Opens all sockets, and waits until every subscription has begun.
 * @param {string} url @param {Subscriber[]} subscribers @param {number} changes */
async function gather(url, subscribers, changes) {
  const heard = new SharedArrayBuffer(8 * subscribers.length * changes)
  const count = new SharedArrayBuffer(4)
  /** @type {string[]} */
  const faults = []
  let [sample, ready] = ["", 0]
  const each = Math.ceil(subscribers.length / settings.socketThreads)
  const workers = Array.from({ length: settings.socketThreads }, (_, i) => {
    const workerData = {
      url,
      subscribers: subscribers.slice(i * each, (i + 1) * each),
      first: i * each,
      changes,
      mark: MARK,
      heard,
      count,
    }
    const worker = new Worker(new URL("subscribers.mjs", import.meta.url), { workerData })
    worker.on("message", (message) => {
      if (message.fault) faults.push(message.fault)
      if (message.ready) ready++
      sample ||= message.sample ?? ""
    })
    worker.on("error", (error) => faults.push(error.message))
    return worker
  })
  /** @param {string} what @param {() => boolean} holds @param {number} within */
  const until = async (what, holds, within) => {
    const end = now() + within
    while (!holds()) {
      if (faults.length > 0) throw new Error(`${faults.length} faults while ${what}: ${faults[0]}`)
      if (now() > end) throw new Error(`It took too long until ${what}.`)
      await pause(20)
    }
  }
  const leave = () => Promise.all(workers.map((worker) => worker.terminate()))
  try {
    await until("all sockets listen", () => ready === workers.length, 60_000)
  } catch (error) {
    await leave()
    throw error
  }
  return {
    times: new Float64Array(heard),
    size: subscribers.length,
    until,
    arrived: () => new Int32Array(count)[0] ?? 0,
    sample: () => sample,
    leave,
  }
}

/** Makes changes at an even rate, whether or not the one before has been answered, and waits until all have heard.
 * @param {Audience} audience @param {number} changes @param {(change: number) => Promise<void>} act */
async function tell(audience, changes, act) {
  const [sent, answered] = [new Float64Array(changes), new Float64Array(changes)]
  const acts = []
  const began = now()
  for (let change = 0; change < changes; change++) {
    await pause(Math.max(0, began + change * EVERY - now()))
    sent[change] = now()
    acts.push(
      act(change).then(() => {
        answered[change] = now()
      }),
    )
  }
  await Promise.all(acts)
  const wanted = audience.size * changes
  await audience.until(`all ${wanted} messages arrived`, () => audience.arrived() === wanted, LATEST)
  const [sinceSent, sinceAnswer] = [new Float64Array(wanted), new Float64Array(wanted)]
  audience.times.forEach((at, slot) => {
    sinceSent[slot] = at - (sent[slot % changes] ?? 0)
    sinceAnswer[slot] = at - (answered[slot % changes] ?? 0)
  })
  return {
    sinceSent: spread(sinceSent),
    sinceAnswer: spread(sinceAnswer),
    answer: spread(answered.map((at, change) => at - (sent[change] ?? 0))),
  }
}

/** @param {Float64Array} times */
const spread = (times) => ({
  p50: percentile(times, 50),
  p99: percentile(times, 99),
  most: percentile(times, 100),
})
