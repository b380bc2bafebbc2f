// The documents that the web client sends, read from its sources: what is measured is what the screens ask for.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const sources = new URL("../../web/src/", import.meta.url).pathname

/** Text of each fragment and operation by its name. @type {Map<string, string>} */
const known = new Map()
for (const name of readdirSync(sources, { recursive: true, encoding: "utf8" })) {
  if (!name.endsWith("queries.ts")) continue
  for (const [, text = ""] of readFileSync(join(sources, name), "utf8").matchAll(/graphql\(`([^`]*)`\)/g)) {
    const title = /(?:fragment|query|mutation|subscription)\s+(\w+)/.exec(text)?.[1]
    if (title) known.set(title, text.replace(/\s+/g, " ").trim())
  }
}

/** An operation of the web client with the fragments that it needs. @param {string} name */
export function screen(name) {
  /** @type {Set<string>} */
  const needed = new Set()
  const gather = (/** @type {string} */ title) => {
    const text = known.get(title)
    if (!text) throw new Error(`The web client has no “${title}” any more.`)
    if (needed.has(text)) return
    needed.add(text)
    for (const [, spread = ""] of text.matchAll(/\.\.\.(?!\s*on\b)\s*(\w+)/g)) gather(spread)
  }
  gather(name)
  return [...needed].join(" ")
}

/** A request as it is sent. @param {string} query @param {Record<string, unknown>} variables */
export const body = (query, variables) => JSON.stringify({ query: query.replace(/\s+/g, " "), variables })
