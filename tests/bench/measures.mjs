// What is measured of a running server, and what is aimed at.
import { screen } from "./documents.mjs"
import { lists, newestLeads, opening, openings, pages, total } from "./lists.mjs"
import { median, memory, now } from "./machine.mjs"
import { calls, contactsFrom, inquiries, points, searches, walk } from "./requests.mjs"
import { lasting, settings } from "./settings.mjs"
import { calibration, narrowed, toSubscribers, webClient } from "./sockets.mjs"
import { token } from "./workspace.mjs"
import { measure } from "./wrk.mjs"

/** @typedef {import("./report.mjs").Report} Report */
/** @typedef {import("./server.mjs").Server} Server */
/** @typedef {{ admin: string, manager: string }} Everybody */

const MANY = 32
/** Changes that subscribers hear of, at most; small samples have fewer deals. */
const CHANGES = 200
const DAY = 86_400_000

/** What a server has resident. @param {Report} report @param {Server} server @param {string} when */
export function resident(report, server, when) {
  const { resident, peak } = memory(server.pid)
  report.add(`memory ${when}`, { megabytes: resident, peak }, { goals: { megabytes: 600 } })
}

/** The first question after a start, and the ones after it. @param {Report} report @param {Server} server @param {Everybody} everybody */
export async function reports(report, server, { admin, manager }) {
  const day = (/** @type {number} */ ago) => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10)
  const questions = [
    { name: "overview of this quarter", token: admin, document: screen("Overview"), variables: {} },
    {
      name: "overview of twelve months",
      token: admin,
      document: screen("Overview"),
      variables: { from: day(364), to: day(0) },
    },
    { name: "today of a manager", token: manager, document: screen("Today"), variables: {} },
  ]
  for (const { name, token, document, variables } of questions) {
    /** @type {number[]} */
    const times = []
    for (let i = 0; i < 6; i++) {
      const began = now()
      await server.ask(token, document, variables)
      times.push(now() - began)
    }
    report.add(`${name}, first`, { milliseconds: times[0] ?? 0 })
    report.add(`${name}, again`, { milliseconds: median(times.slice(1)) })
  }
}

/** @param {Report} report @param {Server} server @param {Everybody} everybody */
export async function reading(report, server, { admin, manager }) {
  const { contacts, cursors } = await walk(server, admin)
  const point = points(admin, contacts)
  const calm = await measure(server, point, { connections: 1, seconds: 5 })
  report.add("contact by id, 1 connection", calm, { shown: ["p50", "p99"] })
  const rush = await measure(server, point, { connections: MANY, seconds: 10, rounds: 3, warm: 5 })
  const goals = { perSecond: 6_000, p99: 15 }
  report.add(`contact by id, ${MANY} connections`, rush, { shown: ["p50"], goals })

  const name = "50 contacts with company, owner and open deals"
  const top = await contactsFrom(server, admin, [null])
  const anywhere = await contactsFrom(server, admin, cursors)
  for (const [where, load] of Object.entries({ "first page": top, "any page": anywhere })) {
    const outcome = await measure(server, load, { connections: 1, seconds: 5 })
    report.add(`${name}, ${where}, 1 connection`, outcome, { shown: ["p99"], goals: { p50: 4 } })
  }
  const many = await measure(server, anywhere, { connections: MANY, seconds: 10, rounds: 3, warm: 3 })
  const shown = ["p50", "p99"]
  report.add(`${name}, any page, ${MANY} connections`, many, { shown, goals: { perSecond: 500 } })

  const { workspace } = (await server.ask(admin, screen("Viewer"))).me
  const sights = Object.entries({ all: admin, "a team": manager })
  for (const list of lists(workspace))
    for (const [sight, token] of sights) {
      const load = await pages(server, token, list)
      const outcome = await measure(server, load, { connections: 1, seconds: 4 })
      const more = { slowest: load.slowest }
      report.add(`${list.name}, sees ${sight}`, outcome, { shown: ["p50"], goals: { p99: 25 }, more })
    }
  for (const list of openings)
    for (const [sight, token] of sights) {
      const rows = await measure(server, await opening(server, token, list), { connections: 1, seconds: 3 })
      report.add(`screen of ${list.name}: 100 rows, sees ${sight}`, rows, { shown })
      const count = await measure(server, total(token, list), { connections: 1, seconds: 3 })
      report.add(`screen of ${list.name}: then the total, sees ${sight}`, count, { shown })
    }
  for (const [sight, token] of sights) {
    const load = await searches(server, token, contacts)
    const outcome = await measure(server, load, { connections: 1, seconds: 5 })
    report.add(`search as one types, sees ${sight}`, outcome, { shown: ["p50"], goals: { p95: 50 } })
  }
}

/** @param {Report} report @param {Server} server @param {Everybody} everybody */
export async function writing(report, server, { admin }) {
  const load = inquiries(admin)
  const name = "new inquiry, routed and offered"
  const one = await measure(server, load, { connections: 1, seconds: 8 })
  report.add(`${name}, 1 connection`, one, { shown: ["p99"], goals: { p50: 8 } })
  const many = await measure(server, load, { connections: MANY, seconds: 8, rounds: 3 })
  const shown = ["p50", "p99"]
  report.add(`${name}, ${MANY} connections`, many, { shown, goals: { perSecond: 400 } })
  const newest = await measure(server, await pages(server, admin, newestLeads), {
    connections: 1,
    seconds: 4,
  })
  report.add(`${newestLeads.name}, all offered to somebody`, newest, { shown: ["p50"], goals: { p99: 25 } })
  const open = "{ deals(first: 200, state: OPEN) { nodes { id name } } }"
  const deals = (await server.ask(admin, open)).deals.nodes
  const call = await measure(server, calls(admin, deals), { connections: 1, seconds: 5 })
  report.add("call logged on a deal with its next step, 1 connection", call, { shown })
}

/** @param {Report} report @param {Server} server @param {Everybody} everybody */
export async function listening(report, server, { admin, manager }) {
  const { deals, tokens } = await audience(server, admin, manager)
  const changes = Math.min(lasting(CHANGES), Math.floor(deals.length / 2))
  const count = settings.sockets
  const alike = Array(count).fill(webClient(admin))
  const same = await toSubscribers(server, admin, alike, deals.slice(0, changes))
  heard(report, `a change to ${count} screens`, same)

  const kinds = [["DEAL"], ["DEAL", "LEAD"], ["DEAL", "CONTACT", "COMPANY"]]
  const unlike = Array.from({ length: count }, (_, i) => {
    const [who = admin, types] = [tokens[i % tokens.length], kinds[i % 4]]
    return types ? narrowed(who, types) : webClient(who)
  })
  const different = await toSubscribers(server, admin, unlike, deals.slice(changes, 2 * changes))
  const name = `a change to ${count} screens of ${tokens.length} people, ${different.classes} subscriptions`
  heard(report, name, different)
  report.add("deal edited while they listen", different.answer, { shown: ["p50", "p99"] })

  const { sinceSent } = await calibration(count, changes, same.sample)
  report.add(`the ${count} listeners by themselves`, sinceSent)
}

/** Deals of one team that nothing has changed, and tokens of people who all see them.
 * @param {Server} server @param {string} admin @param {string} manager */
async function audience(server, admin, manager) {
  const open = `query ($after: String) {
    deals(first: 200, after: $after, state: OPEN, orderBy: { field: NAME }) {
      nodes { id version } pageInfo { endCursor }
    }
  }`
  const first = (await server.ask(manager, open)).deals
  const second = (await server.ask(manager, open, { after: first.pageInfo.endCursor })).deals
  const { users, teams } = (await server.ask(admin, screen("Viewer"))).me.workspace
  const team = teams.find((/** @type {any} */ { name }) => name === "EMEA Sales")
  const seesAll = ["role:marketing", "role:executive", "role:operations"]
  /** @type {string[]} */
  const tokens = []
  for (const { email, roleId, teamIds } of users)
    if (seesAll.includes(roleId) || teamIds.includes(team.id)) tokens.push(await token(server.folder, email))
  return { deals: [...first.nodes, ...second.nodes], tokens }
}

/** @param {Report} report @param {string} name @param {Awaited<ReturnType<typeof toSubscribers>>} outcome */
function heard(report, name, { sinceSent, sinceAnswer, answer, classes }) {
  report.add(`${name}, since it was sent`, sinceSent, { goals: { p99: 60 }, more: { answer, classes } })
  report.add(`${name}, since it was answered`, sinceAnswer)
}
