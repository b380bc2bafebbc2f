// Requests as fast as they are answered, by wrk; a wrong answer ends the bench.
import { spawn } from "node:child_process"
import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { median, processorTime } from "./machine.mjs"
import { lasting } from "./settings.mjs"

const script = new URL("graphql.lua", import.meta.url).pathname

/**
 * What is asked, again and again: bodies with the number of rows that the answer to each must have.
 * @typedef {{ token: string, marker: string, requests: { rows: number, body: string }[] }} Load
 */
/**
 * What came of it; times in milliseconds. `processor` is what the server itself took for one request: it tells of the
 * server also where the machine has other work.
 * @typedef {{ perSecond: number, p50: number, p95: number, p99: number, most: number, requests: number,
 *   processor: number, refused: number }} Outcome
 */

/**
 * Asks over so many connections: a warm-up, then rounds, of which each figure's median counts.
 * @param {import("./server.mjs").Server} server @param {Load} load
 * @param {{ connections: number, seconds: number, rounds?: number, warm?: number, refusals?: boolean }} how With `refusals` a
 *   wrong answer or none is counted instead of ending the bench.
 * @returns {Promise<Outcome>}
 */
export async function measure(server, load, { connections, seconds, rounds = 1, warm = 1, refusals = false }) {
  const uniform = load.requests.every(({ rows }) => rows === load.requests[0]?.rows)
  if (connections > 1 && !uniform)
    throw new Error("Over several connections all answers must have as many rows.")
  const file = join(server.folder, "requests")
  writeFileSync(file, load.requests.map(({ rows, body }) => `${rows}\t${body}\n`).join(""))
  try {
    if (warm) await run(server, load, file, connections, lasting(warm), refusals)
    /** @type {Outcome[]} */
    const outcomes = []
    for (let round = 0; round < rounds; round++)
      outcomes.push(await run(server, load, file, connections, lasting(seconds), refusals))
    const of = (/** @type {keyof Outcome} */ name) => median(outcomes.map((outcome) => outcome[name]))
    return {
      perSecond: of("perSecond"),
      p50: of("p50"),
      p95: of("p95"),
      p99: of("p99"),
      most: Math.max(...outcomes.map(({ most }) => most)),
      requests: outcomes.reduce((sum, { requests }) => sum + requests, 0),
      processor: of("processor"),
      refused: outcomes.reduce((sum, { refused }) => sum + refused, 0),
    }
  } finally {
    rmSync(file)
  }
}

/**
 * @param {import("./server.mjs").Server} server @param {Load} load @param {string} file
 * @param {number} connections @param {number} seconds @param {boolean} refusals
 * @returns {Promise<Outcome>}
 */
async function run(server, load, file, connections, seconds, refusals) {
  const word = `${Date.now().toString(36)}x`
  const flags = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "20s", "-s", script, server.url]
  const before = processorTime(server.pid)
  const printed = await output("wrk", [...flags, "--", file, load.token, load.marker, word])
  const [, numbers, sample] = /\nBENCH ([\d ]+)\n(.*)/.exec(printed) ?? []
  if (!numbers) throw new Error(`wrk did not do its work:\n${printed}`)
  const [requests = 0, duration = 0, errors = 0, bad = 0, p50 = 0, p95 = 0, p99 = 0, most = 0] = numbers
    .split(" ")
    .map(Number)
  if (!requests) throw new Error(`There was no answer within ${seconds} s.`)
  if ((errors || bad) && !refusals)
    throw new Error(`Of ${requests} requests ${errors} had no answer and ${bad} a wrong one: ${sample}`)
  const ms = (/** @type {number} */ microseconds) => microseconds / 1_000
  return {
    perSecond: requests / (duration / 1e6),
    p50: ms(p50),
    p95: ms(p95),
    p99: ms(p99),
    most: ms(most),
    requests,
    processor: (processorTime(server.pid) - before) / requests,
    refused: errors + bad,
  }
}

/** @param {string} program @param {string[]} args @returns {Promise<string>} */
function output(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] })
    let text = ""
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        text += chunk
      })
    child.once("error", reject)
    child.once("close", () => resolve(text))
  })
}
