// What rights, passwords and the audit cost: each figure beside the same one without them, in turns.
import { contactsFrom, inquiries, points, walk } from "./requests.mjs"
import { lists, pages } from "./lists.mjs"
import { median, pause, settled } from "./machine.mjs"
import { lasting } from "./settings.mjs"
import { command } from "./server.mjs"
import { PASSWORD, token } from "./workspace.mjs"
import { measure } from "./wrk.mjs"

/** @typedef {import("./report.mjs").Report} Report */
/** @typedef {import("./server.mjs").Server} Server */
/** @typedef {import("./wrk.mjs").Load} Load */

const TURNS = 5
const MANY = 32
const LOGINS = 200
const shown = ["times", "p50", "p99", "percent"]

/** @param {Report} report @param {Server} server @param {{ admin: string }} everybody */
export async function access(report, server, { admin }) {
  await sight(report, server, admin)
  await logins(report, server, admin)
  await sealing(report, server, admin)
}

/** A role that sees three teams, against one that sees everything. @param {Report} report @param {Server} server @param {string} admin */
async function sight(report, server, admin) {
  const three = await ofThreeTeams(server, admin)
  const { workspace } = (await server.ask(admin, WORKSPACE)).me
  const list = lists(workspace).find(({ name }) => name === "deals, last changed first")
  if (!list) throw new Error("There is no such list.")
  const loads = {
    "50 contacts with company, owner and open deals": (/** @type {string} */ who) =>
      contactsFrom(server, who, [null]),
    [list.name]: (/** @type {string} */ who) => pages(server, who, list),
  }
  for (const [name, load] of Object.entries(loads)) {
    const [all, team] = await inTurns(server, await load(admin), await load(three))
    const times = median(team) / median(all)
    report.add(`${name}: sees three teams, against all`, { times, p50: median(team) }, {
      shown,
      goals: { times: 1.5 },
      more: { all, team },
    })
  }
}

/** The p50s of both, measured in turns. @param {Server} server @param {Load} one @param {Load} other */
async function inTurns(server, one, other) {
  /** @type {[number[], number[]]} */
  const figures = [[], []]
  for (let turn = 0; turn < TURNS; turn++) {
    figures[0].push((await measure(server, one, { connections: 1, seconds: 3 })).p50)
    figures[1].push((await measure(server, other, { connections: 1, seconds: 3 })).p50)
  }
  return figures
}

/** Points asked for while many sign in at once. @param {Report} report @param {Server} server @param {string} admin */
async function logins(report, server, admin) {
  const { contacts } = await walk(server, admin)
  const load = points(admin, contacts)
  for (const connections of [1, MANY]) {
    /** @type {number[]} */
    const [alone, beside] = [[], []]
    let signed = 0
    for (let turn = 0; turn < 3; turn++) {
      alone.push((await measure(server, load, { connections, seconds: 5 })).p99)
      const crowd = signingIn(server)
      beside.push((await measure(server, load, { connections, seconds: 5 })).p99)
      signed += await crowd.end()
    }
    const times = median(beside) / median(alone)
    const name = `contact by id, ${connections} connection${connections > 1 ? "s" : ""}, while ${LOGINS} sign in, against alone: p99`
    report.add(name, { times, p99: median(beside) }, { shown, goals: { times: 2 }, more: { alone, beside, signed } })
  }
}

/** People who sign in at once, again and again; who is told to wait waits. @param {Server} server */
function signingIn(server) {
  let [going, signed] = [true, 0]
  const query = "mutation($input: SignInInput!) { signIn(input: $input) { user { id } } }"
  const body = JSON.stringify({ query, variables: { input: { email: "bench.admin@example.com", password: PASSWORD } } })
  const headers = { "content-type": "application/json" }
  const one = async () => {
    while (going) {
      const answer = await fetch(`${server.url}/graphql`, { method: "POST", headers, body })
      const { data, errors } = /** @type {any} */ (await answer.json())
      if (data?.signIn) signed++
      else if (errors?.[0]?.extensions?.code === "RATE_LIMITED")
        await pause(1_000 * Number(errors[0].extensions.retryAfter ?? answer.headers.get("retry-after") ?? 1))
      else throw new Error(`Nobody could sign in: ${JSON.stringify(errors)}`)
    }
  }
  const all = Array.from({ length: LOGINS }, one)
  return {
    end: async () => {
      going = false
      await Promise.all(all)
      if (signed === 0) throw new Error("Nobody signed in.")
      return signed
    },
  }
}

/** Durable writes while the audit is sealed, and while it is not. @param {Report} report @param {Server} server @param {string} admin */
async function sealing(report, server, admin) {
  const load = inquiries(admin)
  /** @type {Record<"sealed" | "unsealed", number[]>} */
  const perSecond = { sealed: [], unsealed: [] }
  for (let turn = 0; turn < TURNS; turn++)
    for (const how of /** @type {const} */ (["unsealed", "sealed"])) {
      await server.stop()
      // What the turn before left unsealed is sealed first, by a command without a server.
      await command(server.folder, ["migrate"])
      await server.start(how === "sealed" ? [] : ["--seal-every", "0"])
      await settled(server.pid)
      perSecond[how].push((await measure(server, load, { connections: MANY, seconds: 10 })).perSecond)
    }
  const percent = 100 * (1 - median(perSecond.sealed) / median(perSecond.unsealed))
  const name = `new inquiry, ${MANY} connections: what sealing the audit takes of them`
  report.add(name, { percent, perSecond: median(perSecond.sealed) }, { shown: ["perSecond"], goals: { percent: 5 }, more: perSecond })
  await server.stop()
  const { seconds, printed } = await command(server.folder, ["audit", "verify"])
  if (!printed.startsWith("The audit is as it was sealed")) throw new Error(printed)
  report.add(`checking the sealed audit: ${printed.split("\n")[0]}`, { seconds })
  await server.start()
}

const WORKSPACE = `{ me { workspace {
  users { id name email roleId teamIds version } teams { id name } leadStages { id name } pipelines { id name stages { id name } }
} } }`

/** A token of a manager of three teams. @param {Server} server @param {string} admin */
async function ofThreeTeams(server, admin) {
  const email = "bench.three@example.com"
  const known = await token(server.folder, email).catch(() => undefined)
  if (known) return known
  const create = ["user", "create", "--email", email, "--name", "Bench three teams", "--role", "sales_manager"]
  await command(server.folder, [...create, "--team", "EMEA Sales", "--password-stdin"], PASSWORD)
  const { users, teams } = (await server.ask(admin, WORKSPACE)).me.workspace
  const names = ["EMEA Sales", "Americas Sales", "Marketing"]
  const teamIds = names.map((name) => teams.find((/** @type {{ name: string }} */ team) => team.name === name).id)
  const user = users.find((/** @type {{ email: string }} */ known) => known.email === email)
  const update = "mutation($input: UpdateUserInput!) { updateUser(input: $input) { id } }"
  await server.ask(admin, update, { input: { id: user.id, expectedVersion: user.version, teamIds } })
  return token(server.folder, email)
}
