// Many inquiries for a long while: whether the store's flushing and merging refuses one, holds up others, or takes memory.
import { get } from "node:http"
import { median, memory, now, pause, percentile } from "./machine.mjs"
import { inquiries } from "./requests.mjs"
import { lasting } from "./settings.mjs"
import { measure } from "./wrk.mjs"

/** @typedef {import("./report.mjs").Report} Report */
/** @typedef {import("./server.mjs").Server} Server */

const MANY = 32
const SECONDS = 40
/** Milliseconds between two questions whether the server lives. */
const EVERY = 10

/** @param {Report} report @param {Server} server @param {{ admin: string }} everybody */
export async function storing(report, server, { admin }) {
  const calm = await beside(server, () => pause(1_000 * lasting(10)))
  const load = inquiries(admin)
  const busy = await beside(server, () =>
    measure(server, load, { connections: MANY, seconds: SECONDS, warm: 0, refusals: true }),
  )
  const { perSecond, p50, p99, most, refused } = busy.outcome
  const name = `${lasting(SECONDS)} s of inquiries, ${MANY} connections`
  report.add(name, { perSecond, p50, p99, most })
  report.add(`${name}: refused`, { count: refused }, { goals: { count: 0 } })
  const health = percentile(busy.times, 99) - percentile(calm.times, 99)
  report.add(`whether it lives, every ${EVERY} ms, meanwhile`, { p99: percentile(busy.times, 99), most: Math.max(...busy.times) })
  report.add("whether it lives, calm", { p99: percentile(calm.times, 99), most: Math.max(...calm.times) })
  report.add("whether it lives, meanwhile less calm: p99", { milliseconds: health }, { goals: { milliseconds: 10 } })
  const steady = median(busy.memory.slice(Math.floor(busy.memory.length / 2)))
  const peak = Math.max(...busy.memory)
  report.add("memory meanwhile, steady", { megabytes: steady, peak })
  report.add("memory meanwhile, peak against steady", { times: peak / steady }, { goals: { times: 1.2 } })
}

/**
 * Does something while the server is asked whether it lives, and while its memory is looked at.
 * @template T @param {Server} server @param {() => Promise<T>} work
 */
async function beside(server, work) {
  let going = true
  /** @type {number[]} */
  const [times, resident] = [[], []]
  const asking = (async () => {
    /** @type {Promise<void>[]} */
    const asked = []
    for (let due = now(); going; due += EVERY) {
      await pause(Math.max(0, due - now()))
      asked.push(lives(server).then((took) => void times.push(took)))
    }
    await Promise.all(asked)
  })()
  const looking = (async () => {
    while (going) {
      resident.push(memory(server.pid).resident)
      await pause(200)
    }
  })()
  try {
    return { outcome: await work(), times, memory: resident }
  } finally {
    going = false
    await Promise.all([asking, looking])
  }
}

/** Milliseconds until the server says that it lives, over a connection of its own. @param {Server} server @returns {Promise<number>} */
function lives(server) {
  const began = now()
  return new Promise((resolve, reject) => {
    const request = get(`${server.url}/health/live`, { agent: false }, (answer) => {
      answer.resume().on("end", () => resolve(now() - began))
    })
    request.on("error", reject)
  })
}
