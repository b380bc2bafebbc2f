/** Time by the server's clock, ticking once a second for every clock on the screen together. */
import { useSyncExternalStore } from "react"

let offset = 0
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** Tells how far the server's clock is from this machine's; `Viewer.serverTime` says it. */
export function setServerTime(serverTime: string) {
  offset = Date.parse(serverTime) - Date.now()
  now = serverNow()
}

export const serverNow = () => Date.now() + offset

function tick() {
  now = serverNow()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(tick, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The server's time in milliseconds; renders again each second. For clocks only. */
export const useNow = () => useSyncExternalStore(subscribe, () => now)

/** The server's time, renewed each minute. For words such as "Today" and "3 d". */
export const useMinute = () => useSyncExternalStore(subscribe, () => Math.floor(now / 60_000) * 60_000)
