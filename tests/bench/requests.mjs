// What is asked but for lists: single records, contacts with all that hangs on them, searches, and what is new.
import { body, screen } from "./documents.mjs"

/** @typedef {import("./server.mjs").Server} Server */
/** @typedef {import("./wrk.mjs").Load} Load */
/** @typedef {{ id: string, name: string }} Named */

const PAGE = 50

const CONTACT = `query Contact($id: ID!) {
  contact(id: $id) { id version name jobTitle emails phones companyId ownerId lifecycle city country tags createdAt }
}`
const CONTACTS = `query Contacts($after: String) {
  contacts(first: ${PAGE}, after: $after, orderBy: { field: NAME }) {
    nodes {
      id version name jobTitle emails lifecycle createdAt
      company { id name industry city }
      owner { id name }
      openDeals { id name stageId amount currency expectedCloseDate }
    }
    pageInfo { hasNextPage endCursor }
  }
}`

/** All contacts by name, and the cursors of places all over that list with a page of rows behind each.
 * @param {Server} server @param {string} token */
export async function walk(server, token) {
  const page = `query ($after: String) {
    contacts(first: 200, after: $after, orderBy: { field: NAME }) { nodes { id name } pageInfo { hasNextPage endCursor } }
  }`
  /** @type {Named[]} */
  const contacts = []
  const cursors = []
  for (let after = null, more = true; more; ) {
    /** @type {any} */
    const { nodes, pageInfo } = (await server.ask(token, page, { after })).contacts
    contacts.push(...nodes)
    after = pageInfo.endCursor
    more = pageInfo.hasNextPage
    cursors.push(after)
  }
  return { contacts, cursors: cursors.filter((_, index) => contacts.length - 200 * (index + 1) >= PAGE) }
}

/** One contact by id, each time another. @param {string} token @param {Named[]} contacts @returns {Load} */
export function points(token, contacts) {
  const ids = shuffled(contacts).slice(0, 5_000)
  return {
    token,
    marker: '"jobTitle":',
    requests: ids.map(({ id }) => ({ rows: 1, body: body(CONTACT, { id }) })),
  }
}

/**
 * Fifty contacts with company, owner and open deals, from these places of the list.
 * @param {Server} server @param {string} token @param {(string | null)[]} cursors
 * @returns {Promise<Load>}
 */
export async function contactsFrom(server, token, cursors) {
  const requests = shuffled(cursors).map((after) => ({ rows: PAGE, body: body(CONTACTS, { after }) }))
  const nested = { company: 0, owner: 0, openDeals: 0 }
  for (const { body } of requests.slice(0, 5))
    for (const node of JSON.parse(await server.text(token, body)).data.contacts.nodes) {
      nested.company += node.company ? 1 : 0
      nested.owner += node.owner ? 1 : 0
      nested.openDeals += node.openDeals.length
    }
  for (const [name, count] of Object.entries(nested))
    if (count === 0) throw new Error(`No contact of the measured pages has ${name}: that list shows nothing.`)
  return { token, marker: '"openDeals":', requests }
}

/**
 * Beginnings of people's names, two to six letters long.
 * @param {Server} server @param {string} token @param {Named[]} contacts
 * @returns {Promise<Load>}
 */
export async function searches(server, token, contacts) {
  const words = shuffled(contacts)
    .slice(0, 400)
    .flatMap(({ name }) =>
      name
        .split(/[^\p{L}]+/u)
        .filter((word) => word.length >= 6)
        .slice(0, 1),
    )
  const document = screen("Search")
  const requests = []
  for (const [index, word] of words.entries()) {
    const asked = body(document, { query: word.slice(0, 2 + (index % 5)).toLowerCase(), first: 12 })
    const { data } = JSON.parse(await server.text(token, asked))
    requests.push({ rows: data.search.length, body: asked })
  }
  if (!requests.some(({ rows }) => rows === 12)) throw new Error("No search finds a page of records.")
  return { token, marker: '"title":', requests }
}

/** An inquiry of somebody new, routed and offered to somebody. @param {string} token @returns {Load} */
export function inquiries(token) {
  const source = { utmSource: "linkedin", utmMedium: "paid-social", utmCampaign: "spring-launch" }
  const input = {
    firstName: "Robin",
    lastName: "Newcomer @unique@",
    email: "robin.@unique@@mail.example",
    offer: "Demo",
    message: "Can somebody show us how handoffs work?",
    source,
  }
  return {
    token,
    marker: '"state":"OFFERED"',
    requests: [{ rows: 1, body: body(screen("CreateLead"), { input }) }],
  }
}

/** Calls logged on these deals, with what happens next. @param {string} token @param {Named[]} deals @returns {Load} */
export function calls(token, deals) {
  const nextStepDue = new Date(Date.now() + 86_400_000 * 3).toISOString()
  const input = {
    type: "call",
    subject: "Call @unique@",
    outcome: "connected",
    nextStep: "Send the quote @unique@",
    nextStepDue,
  }
  const document = screen("LogActivity")
  const requests = deals.map(({ id }) => ({
    rows: 1,
    body: body(document, { input: { ...input, subjectIds: [id] } }),
  }))
  return { token, marker: '"subjectIds":', requests }
}

/** The same order at each run. @template T @param {readonly T[]} items @returns {T[]} */
function shuffled(items) {
  const mixed = [...items]
  let state = 1
  for (let i = mixed.length - 1; i > 0; i--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const j = state % (i + 1)
    ;[mixed[i], mixed[j]] = [/** @type {T} */ (mixed[j]), /** @type {T} */ (mixed[i])]
  }
  return mixed
}
