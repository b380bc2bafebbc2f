// Measures a built `baton` on sample records and holds the figures against their goals: `make bench`.
import { existsSync } from "node:fs"
import { join } from "node:path"
import { screen } from "./documents.mjs"
import { access } from "./access.mjs"
import { describe, fsyncTime, load, median, now, pause, settled } from "./machine.mjs"
import { listening, reading, reports, resident, writing } from "./measures.mjs"
import { Report } from "./report.mjs"
import { Server } from "./server.mjs"
import { settings } from "./settings.mjs"
import { storing } from "./storing.mjs"
import { copyOf, counts, people, seeded } from "./workspace.mjs"

if (!existsSync(settings.binary))
  throw new Error(`Set BENCH_BINARY to a built baton: there is none at ${settings.binary}.`)
const report = new Report()
const machine = describe(settings.binary)
report.say(`${machine.baton} at ${machine.commit} on ${machine.processors} × ${machine.model}`)
if (machine.build === "debug") report.say("This is a debug build: its figures say nothing about Baton.")
if ((machine.load[0] ?? 0) > 0.5) report.say(`The machine is busy: its load is ${machine.load[0]}.`)

const { folder, seeding } = await seeded((text) => report.say(text), machine.commit)
const copy = copyOf(folder)
const server = await Server.on(copy)
try {
  const before = fsyncTime(copy)
  const everybody = await started()
  const kept = await counts(server, everybody.admin)
  const written = Object.entries(kept).map(([kind, count]) => `${count.toLocaleString("en")} ${kind}`)
  report.say(`There are ${written.join(", ")}.`)
  if (seeding) {
    const records = Object.values(kept).reduce((sum, count) => sum + count, 0)
    const figures = { seconds: seeding.seconds, perSecond: records / seeding.seconds, peak: seeding.peakMb }
    // Kept records were made by an earlier binary, it may be.
    const by = seeding.commit === machine.commit ? "" : `, at ${seeding.commit}`
    report.add(`seeding, in records, each with its event${by}`, figures)
  }
  for (const part of [reports, reading, writing, storing, listening, access])
    if (settings.parts.length === 0 || settings.parts.includes(part.name))
      await part(report, server, everybody)
  resident(report, server, "after all of it")
  const after = fsyncTime(copy)
  report.add("write of 4 KiB with fsync, before", before)
  report.add("write of 4 KiB with fsync, after", after)
  const about = { settings, machine: { ...machine, loadAfter: load() }, counts: kept }
  const path = report.keep(join(settings.cache, "results"), about)
  console.log(`\n${report.table.join("\n")}\n\n${written.join(", ")}`)
  console.log(`${machine.commit}, load ${machine.load[0]} before and ${load()[0]} after`)
  console.log(`${report.missed} goals missed. All figures: ${path}`)
} catch (error) {
  console.error(server.log)
  throw error
} finally {
  await server.stop()
}

/** Starts the server three times; the last one stays. Gives who asks from now on. */
async function started() {
  const took = [await server.start()]
  const everybody = await people(server.folder)
  for (let again = 0; again < 2; again++) {
    await server.stop()
    took.push(await server.start())
  }
  report.add("start, until it is ready", { seconds: median(took) }, { goals: { seconds: 3 }, more: { took } })
  const began = now()
  // Campaigns come last into the search index.
  const last = { query: "newsletter", types: ["CAMPAIGN"], first: 1 }
  while ((await server.ask(everybody.admin, screen("Search"), last)).search.length === 0) await pause(50)
  report.add("start, from then until search finds everything", { seconds: (now() - began) / 1_000 })
  report.say(`The server is idle ${await settled(server.pid)} s later.`)
  resident(report, server, "after the start")
  return everybody
}
