// Sets two runs of the bench side by side: node tests/bench/compare.mjs A.json B.json
import { readFileSync } from "node:fs"

const [before, after] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")))
if (!before || !after) throw new Error("Name two results of the bench: node tests/bench/compare.mjs A.json B.json")

/** Figures of which more is better. */
const MORE = new Set(["perSecond"])
const short = (/** @type {number} */ value) => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3))))

console.log(`A: ${before.machine.commit}, ${before.at}, load ${before.machine.load[0]}`)
console.log(`B: ${after.machine.commit}, ${after.at}, load ${after.machine.load[0]}\n`)
console.log("| | figure | A | B | B against A | worse by more than a tenth |\n|---|---|---|---|---|---|")
for (const row of before.rows) {
  const other = after.rows.find((/** @type {{ name: string }} */ { name }) => name === row.name)
  for (const [figure, value] of Object.entries(row.figures)) {
    const now = other?.figures[figure]
    if (now === undefined || ["most", "p95", "processor", "requests"].includes(figure)) continue
    const times = now / Number(value)
    const worse = MORE.has(figure) ? times < 0.9 : times > 1.1
    console.log(`| ${row.name} | ${figure} | ${short(Number(value))} | ${short(now)} | × ${short(times)} | ${worse ? "**yes**" : ""} |`)
  }
}
