// What can be set from outside, all by BENCH_* variables.
import { homedir } from "node:os"
import { join, resolve } from "node:path"

/** @param {string} name @param {number} usual */
function number(name, usual) {
  const text = process.env[name]
  if (!text) return usual
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is a whole number, not “${text}”.`)
  return value
}

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "baton", "bench")

export const settings = {
  /** The built `baton` that is measured. */
  binary: resolve(process.env.BENCH_BINARY ?? "baton"),
  /** More flags for the server, for example `--cache-mib 512`. */
  flags: (process.env.BENCH_FLAGS ?? "").split(" ").filter(Boolean),
  /** Where results and, unless `BENCH_DATA` names a folder, the sample records are kept. */
  cache,
  /** A data folder with records in it. It is copied, never written to, unless it is empty: then it is seeded. */
  data: process.env.BENCH_DATA ? resolve(process.env.BENCH_DATA) : undefined,
  contacts: number("BENCH_CONTACTS", 100_000),
  /** Seconds of a usual round; shorter ones give a first impression. */
  seconds: number("BENCH_SECONDS", 10),
  /** Of reports, reading, writing, storing, listening and access those that are measured; all when none is named. */
  parts: (process.env.BENCH_PARTS ?? "").split(" ").filter(Boolean),
  port: number("BENCH_PORT", 0),
  sockets: number("BENCH_SOCKETS", 1_000),
  /** Threads that hold the sockets. */
  socketThreads: number("BENCH_SOCKET_THREADS", 2),
}

/** So many seconds when a usual round has ten; in less than two there may be no answer at all. @param {number} usual */
export const lasting = (usual) => Math.max(2, Math.round((usual * settings.seconds) / 10))
