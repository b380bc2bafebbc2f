// The measured process: seeded, started, asked and stopped through the same doors as by anybody.
import { spawn } from "node:child_process"
import { createServer } from "node:net"
import { memory, now, pause } from "./machine.mjs"
import { settings } from "./settings.mjs"

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set()
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL")
})
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1))

/** Only the bench's own settings reach the server. */
const environment = () => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("BATON_"))),
  NO_COLOR: "1",
})

/** @param {string[]} args @param {string} folder */
function start(args, folder) {
  const child = spawn(settings.binary, args, { cwd: folder, env: environment(), stdio: "pipe" })
  running.add(child)
  child.once("exit", () => running.delete(child))
  return child
}

/** A port that nobody listens on. @returns {Promise<number>} */
async function freePort() {
  const probe = createServer()
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", () => resolve(undefined)))
  const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address())
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/**
 * Runs a command of `baton` on a data folder to its end.
 * @param {string} folder @param {string[]} args
 * @returns {Promise<{ printed: string, seconds: number, peakMb: number }>}
 */
export function command(folder, args, stdin = "") {
  return new Promise((resolve, reject) => {
    const began = now()
    const child = start(["--data", folder, ...settings.flags, ...args], folder)
    let [printed, complained, peakMb] = ["", "", 0]
    child.stdout.on("data", (chunk) => {
      printed += chunk
    })
    child.stderr.on("data", (chunk) => {
      complained += chunk
    })
    const watch = setInterval(() => {
      try {
        // Of a process that has just ended nothing is left to read.
        peakMb = memory(child.pid ?? 0).peak || peakMb
      } catch {}
    }, 200)
    child.once("error", reject)
    // Who ends before reading has said why on the other stream.
    child.stdin.on("error", () => {})
    child.once("close", (code) => {
      clearInterval(watch)
      if (code === 0) resolve({ printed: printed.trim(), seconds: (now() - began) / 1_000, peakMb })
      else
        reject(new Error(`baton ${args.slice(0, 2).join(" ")} ended with ${code}:\n${complained}${printed}`))
    })
    child.stdin.end(stdin)
  })
}

/** `baton serve` on a data folder. */
export class Server {
  /** @param {string} folder @param {number} port */
  constructor(folder, port) {
    this.folder = folder
    this.port = port
    this.url = `http://127.0.0.1:${port}`
    this.log = ""
    /** @type {import("node:child_process").ChildProcess | undefined} */
    this.child = undefined
  }

  /** @param {string} folder */
  static async on(folder) {
    return new Server(folder, settings.port || (await freePort()))
  }

  get pid() {
    return this.child?.pid ?? 0
  }

  /** Starts it, with more flags if need be. Gives the seconds until it says that it is ready. @param {string[]} more */
  async start(more = []) {
    const began = now()
    // All of a bench's load comes from one address with two tokens: limits for people are not what is measured.
    const limits = ["--rate-limit", "1000000", "--socket-limit", `${2 * settings.sockets}`]
    limits.push("--subscription-limit", `${2 * settings.sockets}`)
    limits.push("--stranger-rate-limit", "1000000", "--sign-in-limit", "1000000")
    const args = ["--listen", `127.0.0.1:${this.port}`, "--data", this.folder, ...limits, ...settings.flags, ...more, "serve"]
    const child = start(args, this.folder)
    this.child = child
    child.stdout?.resume()
    child.stderr?.on("data", (chunk) => {
      this.log = (this.log + chunk).slice(-4_000)
    })
    while (child.exitCode === null) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined)
      if (answer?.ok) return (now() - began) / 1_000
      await pause(5)
    }
    throw new Error(`The server did not start:\n${this.log}`)
  }

  async stop() {
    const child = this.child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once("exit", resolve))
    child.kill("SIGTERM")
    await gone
  }

  /**
   * Asks, and gives the data; errors are thrown.
   * @param {string} token @param {string} query @param {Record<string, unknown>} [variables]
   * @returns {Promise<any>}
   */
  async ask(token, query, variables = {}) {
    const { data, errors } = JSON.parse(await this.text(token, JSON.stringify({ query, variables })))
    if (errors) throw new Error(`${JSON.stringify(errors)}\nasked ${query} ${JSON.stringify(variables)}`)
    return data
  }

  /** The answer to a request's body, as it came. @param {string} token @param {string} body */
  async text(token, body) {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` }
    const answer = await fetch(`${this.url}/graphql`, { method: "POST", headers, body })
    return answer.text()
  }

  /** One of the server's own numbers. @param {string} name */
  async number(name) {
    const text = await (await fetch(`${this.url}/metrics`)).text()
    return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1])
  }
}
