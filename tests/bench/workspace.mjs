// The workspace under measurement: sample records, kept and copied for each run, and the people who ask.
import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { command } from "./server.mjs"
import { settings } from "./settings.mjs"

const SEED = 1
export const PASSWORD = "measured many times"

/** What decides whether records made earlier are still those that would be made now. */
function shape() {
  const hash = createHash("sha256")
  for (const folder of ["migrations", "seed"]) {
    const path = new URL(`../../server/${folder}/`, import.meta.url).pathname
    for (const name of readdirSync(path).sort()) hash.update(readFileSync(join(path, name)))
  }
  return hash.digest("hex").slice(0, 16)
}

/**
 * A folder with the sample records in it, made if need be. `seeding` is what making them took, and at which commit; absent
 * when a folder of somebody else's is used.
 * @param {(text: string) => void} say @param {string} commit
 */
export async function seeded(say, commit) {
  const folder = settings.data ?? join(settings.cache, "seed")
  const note = join(folder, "bench.json")
  const wanted = { contacts: settings.contacts, seed: SEED, shape: shape() }
  const kept = existsSync(note) ? JSON.parse(readFileSync(note, "utf8")) : undefined
  const theirs = settings.data && existsSync(join(folder, "db"))
  const same = kept && Object.entries(wanted).every(([name, value]) => kept[name] === value)
  if (theirs || same) {
    if (existsSync(join(folder, "baton.sock"))) throw new Error(`A server works in ${folder}: stop it first.`)
    say(`records of ${folder}`)
    return { folder, seeding: kept?.seeding }
  }
  say(`seeding ${settings.contacts} contacts and what belongs to them into ${folder}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const { seconds, peakMb } = await command(folder, [
    "seed",
    "--contacts",
    `${settings.contacts}`,
    "--seed",
    `${SEED}`,
  ])
  const seeding = { seconds, peakMb, commit }
  writeFileSync(note, JSON.stringify({ ...wanted, seeding }))
  return { folder, seeding }
}

/** A copy to work on: what a run changes must not be there at the next. @param {string} folder */
export function copyOf(folder) {
  const copy = join(settings.cache, `run-${process.pid}`)
  mkdirSync(copy, { recursive: true })
  // Records made before there was a key have none; the copy then makes its own.
  const kept = ["db", "key"].map((name) => join(folder, name)).filter((path) => existsSync(path))
  execFileSync("cp", ["-a", "--reflink=auto", ...kept, copy])
  process.on("exit", () => rmSync(copy, { recursive: true, force: true, maxRetries: 5 }))
  return copy
}

/**
 * A token of somebody who sees everything, and of a manager who sees what one of the two sales teams does. The manager is
 * the first person who is added in sales, so that inquiries are routed to that team from now on.
 * @param {string} folder of a running server
 */
export async function people(folder) {
  return {
    admin: await tokenOf(folder, "bench.admin@example.com", "admin", []),
    manager: await tokenOf(folder, "bench.manager@example.com", "sales_manager", ["--team", "EMEA Sales"]),
  }
}

/** @param {string} folder @param {string} email @param {string} role @param {string[]} team */
async function tokenOf(folder, email, role, team) {
  // In a data folder of somebody else's they may be already.
  const known = await token(folder, email).catch(() => undefined)
  if (known) return known
  const create = ["user", "create", "--email", email, "--name", `Bench ${role}`, "--role", role, ...team]
  await command(folder, [...create, "--password-stdin"], PASSWORD)
  return token(folder, email)
}

/** @param {string} folder @param {string} email */
export const token = async (folder, email) =>
  (await command(folder, ["token", "create", "--user", email])).printed

/** How many records of each kind there are. @param {import("./server.mjs").Server} server @param {string} admin */
export async function counts(server, admin) {
  const kinds = ["contacts", "companies", "leads", "deals", "activities", "handoffs", "campaigns"]
  const asked = kinds.map((kind) => `${kind}(first: 1) { totalCount }`).join(" ")
  const answer = await server.ask(admin, `{ ${asked} }`)
  return Object.fromEntries(kinds.map((kind) => [kind, answer[kind].totalCount]))
}
