// The figures beside their goals, as a table to read and as JSON to keep.
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/**
 * What stands before and behind a figure, and whether more of it is better.
 * @type {Record<string, { before?: string, unit: string, more?: boolean }>}
 */
const kinds = {
  perSecond: { unit: "/s", more: true },
  p50: { before: "p50", unit: " ms" },
  p95: { before: "p95", unit: " ms" },
  p99: { before: "p99", unit: " ms" },
  most: { before: "at most", unit: " ms" },
  milliseconds: { unit: " ms" },
  seconds: { unit: " s" },
  megabytes: { unit: " MB" },
  times: { before: "×", unit: "" },
  percent: { unit: " %" },
  count: { unit: "" },
  peak: { before: "at most", unit: " MB" },
}

/** Three digits are enough. @param {number} value */
const short = (value) =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)))

/** @typedef {{ name: string, figures: Record<string, number>, goals: Record<string, number>, met: boolean | null, more?: object }} Row */

export class Report {
  /** @type {Row[]} */
  rows = []
  began = Date.now()

  /** @param {string} text */
  say(text) {
    const seconds = Math.round((Date.now() - this.began) / 1_000)
    process.stderr.write(`${String(seconds).padStart(5)} s  ${text}\n`)
  }

  /**
   * A measured thing. Of the figures, those in `shown` and those with a goal are in the table; all are kept.
   * @param {string} name @param {Record<string, number>} figures
   * @param {{ goals?: Record<string, number>, shown?: string[], more?: object }} [how]
   */
  add(name, figures, { goals = {}, shown = Object.keys(figures), more } = {}) {
    for (const [kind, value] of Object.entries(figures))
      if (!Number.isFinite(value)) throw new Error(`${name} has no ${kind}.`)
    const reached = Object.entries(goals).map(([kind, goal]) => {
      const value = figures[kind] ?? Number.NaN
      return kinds[kind]?.more ? value >= goal : value <= goal
    })
    const row = {
      name,
      figures: pick(figures, [...shown, ...Object.keys(goals)]),
      goals,
      met: reached.length ? reached.every(Boolean) : null,
    }
    this.rows.push({ ...row, figures, more })
    this.say(`${name}: ${written(row.figures)}${row.met === false ? `   MISSED: ${wanted(goals)}` : ""}`)
    this.table.push(
      `| ${name} | ${written(row.figures)} | ${wanted(goals)} | ${row.met === null ? "" : row.met ? "yes" : "**no**"} |`,
    )
  }

  table = ["| | figure | goal | met |", "|---|---|---|---|"]

  get missed() {
    return this.rows.filter(({ met }) => met === false).length
  }

  /** Writes everything down, and gives where. @param {string} folder @param {object} about */
  keep(folder, about) {
    mkdirSync(folder, { recursive: true })
    const at = new Date(this.began).toISOString()
    const path = join(folder, `${at.replaceAll(":", "-").slice(0, 19)}.json`)
    writeFileSync(path, `${JSON.stringify({ at, ...about, rows: this.rows }, null, 2)}\n`)
    return path
  }
}

/** @param {Record<string, number>} figures @param {string[]} names */
const pick = (figures, names) =>
  Object.fromEntries(Object.entries(figures).filter(([name]) => names.includes(name)))

/** @param {Record<string, number>} figures */
const written = (figures) => each(figures, () => "")

/** @param {Record<string, number>} goals */
const wanted = (goals) => each(goals, (kind) => (kind.more ? "≥" : "≤"))

/** @param {Record<string, number>} figures @param {(kind: { more?: boolean }) => string} sign */
const each = (figures, sign) =>
  Object.entries(figures)
    .flatMap(([name, value]) => {
      const kind = kinds[name]
      return kind ? [kind.before, sign(kind), short(value) + kind.unit].filter(Boolean).join(" ") : []
    })
    .join(", ")
