/** Whether what others do arrives: followed by the connection chip and the offline banner. */
import { createStore, useStore } from "./store"

export type Connection = "live" | "reconnecting" | "offline"

/** A blink of the network is not worth a word; two seconds are. */
const patience = 2000

const connection = createStore<Connection>(navigator.onLine ? "live" : "offline")
let connected = false
let waiting: ReturnType<typeof setTimeout> | undefined

/** Told by the socket. Until its first word, the chip waits as for any reconnection. */
export function setConnected(now: boolean) {
  connected = now
  show()
}

/** A network that goes and comes may leave the socket standing: what it said last still holds. */
function show() {
  if (connected || !navigator.onLine) {
    clearTimeout(waiting)
    waiting = undefined
    connection.set(navigator.onLine ? "live" : "offline")
    return
  }
  waiting ??= setTimeout(() => {
    waiting = undefined
    connection.set(navigator.onLine ? "reconnecting" : "offline")
  }, patience)
}

window.addEventListener("offline", show)
window.addEventListener("online", show)
show()

/** Whether events arrive at this moment. */
export const isLive = () => connected && navigator.onLine
export const useConnection = () => useStore(connection)
