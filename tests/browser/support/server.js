// Starts the real `baton` binary on a port and in a folder of its own, and stops it again.
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

/** Nothing that a server says at its start may take longer than this. */
const START_WITHIN = 30_000
/** Requests under way get five seconds; after this a server is killed. */
const STOP_WITHIN = 15_000

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set()
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL")
})

/** The binary under test, named by BATON_BINARY. */
export function binary() {
  const path = process.env.BATON_BINARY
  if (!path || !existsSync(path)) throw new Error("Set BATON_BINARY to the path of a built `baton`.")
  return path
}

/** Only what the tests set reaches the server: a developer's own BATON_* does not. */
function environment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("BATON_")))
}

/** A port that nobody listens on. @returns {Promise<number>} */
async function freePort() {
  const probe = createServer()
  await new Promise((resolve, reject) => {
    probe.once("error", reject)
    probe.listen(0, "127.0.0.1", () => resolve(undefined))
  })
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (!address || typeof address === "string") throw new Error("The system gives no port.")
  return address.port
}

/**
 * Runs a command of the binary to its end.
 * @param {string[]} args
 * @param {{ cwd: string, stdin?: string }} options
 * @returns {Promise<string>} what it printed
 */
function command(args, { cwd, stdin = "" }) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary(), args, { cwd, env: environment(), stdio: ["pipe", "pipe", "pipe"] })
    running.add(child)
    let printed = ""
    let complained = ""
    child.stdout.on("data", (chunk) => {
      printed += chunk
    })
    child.stderr.on("data", (chunk) => {
      complained += chunk
    })
    child.once("error", reject)
    child.once("close", (code) => {
      running.delete(child)
      if (code === 0) resolve(printed.trim())
      else
        reject(new Error(`baton ${args.slice(0, 2).join(" ")} ended with ${code}:\n${complained}${printed}`))
    })
    child.stdin.end(stdin)
  })
}

/** @param {import("node:child_process").ChildProcess} child */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once("exit", resolve))
  child.kill("SIGTERM")
  const kill = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN)
  await gone
  clearTimeout(kill)
}

/** A workspace behind a running server. */
export class Server {
  /** The first person's address and password, as `setUp` makes them. */
  static admin = { name: "Ana Ribeiro", email: "ana@example.com", password: "correct horse battery" }

  /** @param {{ folder: string, port: number, args: string[] }} made */
  constructor(made) {
    this.folder = made.folder
    this.port = made.port
    this.args = made.args
    this.url = `http://127.0.0.1:${made.port}`
    /** The token of the one-time setup link. */
    this.setupToken = ""
    /** Everything logged, for a failed test's report. */
    this.log = ""
    /** @type {import("node:child_process").ChildProcess | undefined} */
    this.child = undefined
  }

  /**
   * A new one in an empty temporary folder. Without a `database` it keeps itself in that folder.
   * @param {{ database?: string, flags?: string[] }} [options]
   */
  static async start({ database, flags = [] } = {}) {
    const folder = await mkdtemp(join(tmpdir(), "baton-test-"))
    const port = await freePort()
    const args = [
      "--listen",
      `127.0.0.1:${port}`,
      "--data",
      folder,
      // A busy machine takes long to make sample data in a development build.
      "--time-limit",
      "300",
      ...(database ? ["--database", database] : []),
      ...flags,
    ]
    const server = new Server({ folder, port, args })
    await server.run()
    return server
  }

  /** Starts the process and waits until it serves. */
  async run() {
    const child = spawn(binary(), [...this.args, "serve"], {
      cwd: this.folder,
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
    })
    this.child = child
    running.add(child)
    child.once("exit", () => running.delete(child))
    child.stderr.on("data", (chunk) => {
      this.log += chunk
    })
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`The server did not start:\n${this.log}`)), START_WITHIN)
      const failed = () => reject(new Error(`The server ended at its start:\n${this.log}`))
      child.once("exit", failed)
      child.once("error", reject)
      createInterface({ input: child.stdout }).on("line", (line) => {
        const link = /\/setup\?token=(\S+)/.exec(line)
        if (link?.[1]) this.setupToken = link[1]
        // A new workspace prints its link after this line; one that is set up prints no more.
        if (link || (line.startsWith("Baton serves at") && this.isSetUp)) {
          clearTimeout(late)
          child.off("exit", failed)
          resolve(undefined)
        }
      })
    })
    await this.answers()
  }

  isSetUp = false

  /** Waits for the listening socket, which is bound before the link is printed but served just after. */
  async answers() {
    const answer = await fetch(`${this.url}/health/ready`)
    if (!answer.ok) throw new Error(`The server is not ready: ${answer.status}\n${this.log}`)
  }

  /**
   * Asks as the bearer of a token, or as nobody.
   * @param {string} query
   * @param {Record<string, unknown>} [variables]
   * @param {string} [token]
   * @returns {Promise<any>} the data; errors are thrown
   */
  async ask(query, variables = {}, token = undefined) {
    const headers = {
      "content-type": "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    }
    const answer = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers,
      body: JSON.stringify({ query, variables }),
    })
    const body = /** @type {any} */ (await answer.json())
    if (body.errors) throw new Error(`${JSON.stringify(body.errors)}\n${this.log}`)
    return body.data
  }

  /**
   * Uses the setup link through the API.
   * @param {{ sampleData?: boolean, person?: { name: string, email: string, password: string } }} [options]
   */
  async setUp({ sampleData = false, person = Server.admin } = {}) {
    const { name, email, password } = person
    const input = { token: this.setupToken, workspaceName: "Northwind", name, email, password, sampleData }
    await this.ask("mutation ($input: SetUpInput!) { setUp(input: $input) { user { id } } }", { input })
    this.isSetUp = true
  }

  /** How many subscriptions are open, by the server's own numbers. */
  async subscribers() {
    const numbers = await (await fetch(`${this.url}/metrics`)).text()
    return Number(/^baton_subscribers (\d+)$/m.exec(numbers)?.[1])
  }

  /**
   * `baton user create` beside the running server.
   * @param {{ name: string, email: string, role: string, password: string }} person
   * @returns {Promise<string>} the person's id
   */
  createUser({ name, email, role, password }) {
    const args = [
      "--data",
      this.folder,
      "user",
      "create",
      "--email",
      email,
      "--name",
      name,
      "--role",
      role,
      "--password-stdin",
    ]
    return command(args, { cwd: this.folder, stdin: `${password}\n` })
  }

  /**
   * `baton token create` beside the running server.
   * @param {string} email
   * @returns {Promise<string>} the token
   */
  createToken(email) {
    return command(["--data", this.folder, "token", "create", "--user", email], { cwd: this.folder })
  }

  /**
   * `baton tail`: its lines as they come.
   * @param {string} token
   */
  tail(token) {
    const child = spawn(binary(), ["tail", "--url", this.url, "--token", token], {
      cwd: this.folder,
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
    })
    running.add(child)
    child.once("exit", () => running.delete(child))
    return {
      lines: createInterface({ input: child.stdout }),
      messages: createInterface({ input: child.stderr }),
      end: () => end(child),
    }
  }

  /** Stops the process; the folder stays. */
  async halt() {
    if (this.child) await end(this.child)
  }

  /** Stops the process and starts it again on the same folder and port. */
  async restart() {
    await this.halt()
    await this.run()
  }

  /** Stops the process and removes its folder. */
  async stop() {
    await this.halt()
    await rm(this.folder, { recursive: true, force: true })
  }
}
