// The lists of the screens, asked for as the screens ask for them.
import { body, screen } from "./documents.mjs"
import { now } from "./machine.mjs"

/** @typedef {import("./server.mjs").Server} Server */
/** @typedef {import("./wrk.mjs").Load} Load */
/** @typedef {{ id: string, name: string }} Named */

const PAGE = 50
/** Rows that a screen asks for first, together with how many there are. */
const BLOCK = 100
/** Pages of a list that are asked for, from its top. */
const DEEP = 4

/** @param {string} field @param {"ASC" | "DESC"} direction */
const by = (field, direction) => ({ orderBy: { field, direction } })

const open = { state: "OPEN" }
const lead = { screen: "Leads", field: "leads", marker: '"contactId":' }
const deal = { screen: "Deals", field: "deals", marker: '"weightedAmount":' }
const company = { screen: "Companies", field: "companies", marker: '"accountTier":' }
const contact = { screen: "Contacts", field: "contacts", marker: '"emails":' }

/** What the screen of leads shows when it opens. */
export const newestLeads = {
  name: "open leads, newest first",
  ...lead,
  ways: [{ ...open, ...by("OPENED_AT", "DESC") }],
}

/**
 * The lists of the screens, each with the ways in which people narrow it down.
 * @param {any} workspace as `me` tells it
 */
export function lists({ users, leadStages, pipelines }) {
  const sellers = users.filter((/** @type {any} */ user) => user.roleId.startsWith("role:sales"))
  const unanswered = { field: "response.respondedAt", op: "IS_EMPTY" }
  const each = (/** @type {string} */ name, /** @type {Named[]} */ of, /** @type {object} */ more) =>
    of.map(({ id }) => ({ [name]: id, ...more }))
  return [
    newestLeads,
    {
      name: "open leads of a stage, by score",
      ...lead,
      ways: each("stageId", leadStages, { ...open, ...by("SCORE", "DESC") }),
    },
    {
      name: "open leads of a person, by next step",
      ...lead,
      ways: each("responsibleId", sellers, { ...open, ...by("NEXT_STEP_DUE", "ASC") }),
    },
    {
      name: "open leads without an answer",
      ...lead,
      ways: [{ filter: unanswered, ...open, ...by("OPENED_AT", "DESC") }],
    },
    { name: "deals, last changed first", ...deal, ways: [by("UPDATED_AT", "DESC")] },
    { name: "open deals, by amount", ...deal, ways: [{ ...open, ...by("AMOUNT", "DESC") }] },
    {
      name: "open deals of a person, by close date",
      ...deal,
      ways: each("ownerId", sellers, { ...open, ...by("EXPECTED_CLOSE_DATE", "ASC") }),
    },
    {
      name: "open deals of a stage, as on the board",
      ...deal,
      ways: each("stageId", pipelines[0].stages, { ...open, ...by("POSITION", "ASC") }),
    },
    {
      name: "companies of a tier, by name",
      ...company,
      ways: [1, 2, 3].map((value) => ({
        filter: { field: "accountTier", op: "EQ", value },
        ...by("NAME", "ASC"),
      })),
    },
  ]
}

/** What the screens ask for when they open: a block of rows, and once they are there how many there are in all. */
export const openings = [
  { ...contact, name: "contacts", ways: [by("NAME", "ASC")] },
  { ...company, name: "companies", ways: [by("NAME", "ASC")] },
  { ...newestLeads, name: "leads" },
  { ...deal, name: "deals", ways: [by("UPDATED_AT", "DESC")] },
]

/** @param {Server} server @param {string} token @param {(typeof openings)[number]} list */
export const opening = (server, token, list) =>
  prepare(server, token, list, { first: BLOCK, counted: false }, 1)

/** @param {string} token @param {(typeof openings)[number]} list @returns {Load} */
export function total(token, list) {
  const asked = body(screen(list.screen), { ...list.ways[0], first: 0, counted: true })
  return { token, marker: '"totalCount":', requests: [{ rows: 1, body: asked }] }
}

/** A list's first pages in all its ways. @param {Server} server @param {string} token @param {ReturnType<typeof lists>[number]} list */
export const pages = (server, token, list) =>
  prepare(server, token, list, { first: PAGE, counted: false }, DEEP)

/**
 * A list in all its ways, as somebody sees it. Each page is asked for once to know its rows; `slowest` are those that took
 * longest then, which is only a hint.
 * @param {Server} server @param {string} token
 * @param {{ name: string, screen: string, field: string, marker: string, ways: object[] }} list
 * @param {{ first: number, counted: boolean }} size @param {number} deep
 * @returns {Promise<Load & { slowest: object[] }>}
 */
async function prepare(server, token, list, size, deep) {
  const document = screen(list.screen)
  /** @type {Load["requests"]} */
  const requests = []
  /** @type {{ ms: number, rows: number, page: number, way: object }[]} */
  const took = []
  for (const way of list.ways)
    for (let page = 0, after = null; page < deep; page++) {
      const asked = body(document, { ...way, ...size, after })
      const began = now()
      const { data, errors } = JSON.parse(await server.text(token, asked))
      if (errors) throw new Error(`${list.name}: ${JSON.stringify(errors)}`)
      const { nodes, pageInfo } = data[list.field]
      requests.push({ rows: nodes.length, body: asked })
      took.push({ ms: Math.round((now() - began) * 10) / 10, rows: nodes.length, page, way })
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
  if (!requests.some(({ rows }) => rows > 0)) throw new Error(`Nothing is on the list “${list.name}”.`)
  return { token, marker: list.marker, requests, slowest: took.sort((a, b) => b.ms - a.ms).slice(0, 3) }
}
