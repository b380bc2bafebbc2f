// The machine under the figures: what it is, how fast its disk settles a write, what a process takes of it.
import { execFileSync } from "node:child_process"
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from "node:fs"
import { cpus, loadavg, release, totalmem } from "node:os"
import { join } from "node:path"

/** Milliseconds on a clock that all processes and threads of the machine share. */
export const now = () => Number(process.hrtime.bigint()) / 1e6

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** The value below which so many of a hundred lie. @param {ArrayLike<number>} values @param {number} percent */
export function percentile(values, percent) {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN
}

/** @param {ArrayLike<number>} values */
export const median = (values) => percentile(values, 50)

/** Milliseconds that a write of 4 KiB and its fsync take in this folder. @param {string} folder */
export function fsyncTime(folder) {
  const path = join(folder, "fsync-probe")
  const file = openSync(path, "w")
  const block = Buffer.alloc(4_096, 1)
  const times = Array.from({ length: 200 }, () => {
    const began = now()
    writeSync(file, block)
    fsyncSync(file)
    return now() - began
  })
  closeSync(file)
  rmSync(path)
  return { p50: median(times), p99: percentile(times, 99) }
}

/** MB that a process has resident, now and at most so far. @param {number} pid */
export function memory(pid) {
  const text = readFileSync(`/proc/${pid}/status`, "utf8")
  const megabytes = (/** @type {string} */ name) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1]) / 1_000
  return { resident: megabytes("VmRSS"), peak: megabytes("VmHWM") }
}

/** Milliseconds of processor time that a process has used. @param {number} pid */
export function processorTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Waits until a process has nothing to do, such as compacting. Gives the seconds that took. @param {number} pid */
export async function settled(pid, within = 60) {
  for (let seconds = 0; seconds < within; seconds++) {
    const before = processorTime(pid)
    await pause(1_000)
    if (processorTime(pid) - before < 50) return seconds
  }
  return within
}

/** @param {string} program @param {string[]} args */
function said(program, ...args) {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()
  } catch (error) {
    // `wrk --version` prints what it should and ends with 1.
    return String(/** @type {any} */ (error).stdout ?? "").trim()
  }
}

/** @param {string} binary */
export function describe(binary) {
  return {
    processors: cpus().length,
    model: cpus()[0]?.model ?? "unknown",
    memoryMb: Math.round(totalmem() / 1e6),
    kernel: release(),
    load: load(),
    commit: said("git", "describe", "--always", "--dirty", "--abbrev=12"),
    baton: said(binary, "--version"),
    build: binary.includes("/debug/") ? "debug" : "as built",
    node: process.version,
    wrk: /wrk (\S+)/.exec(said("wrk", "--version"))?.[1] ?? "unknown",
  }
}

/** Load averages of the last one, five and fifteen minutes. */
export const load = () => loadavg().map((average) => Number(average.toFixed(2)))
