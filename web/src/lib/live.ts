/** Live events: one subscription per tab, told on to whoever listens. */
import type { Client } from "@urql/core"
import { useEffect, useRef } from "react"
import { readCursor } from "./live-socket"
import type { EventsSubscription, LiveEvent } from "./live-types"
import { EventsSubscription as EventsDocument } from "./queries"

export type { LiveEvent }

type Listener = (message: EventsSubscription) => void

const listeners = new Set<Listener>()
const seen = new Set<string>()
const versions = new Map<string, number>()

/** An event comes at least once; whoever has it, or a newer version of its record, needs it no more. */
export function isNews(event: Pick<LiveEvent, "id" | "subjectId" | "version">) {
  if (seen.has(event.id) || event.version < (versions.get(event.subjectId) ?? 0)) return false
  seen.add(event.id)
  versions.set(event.subjectId, event.version)
  if (seen.size > 2000) for (const id of [...seen].slice(0, 1000)) seen.delete(id)
  if (versions.size > 5000) versions.clear()
  return true
}

export function publish(message: EventsSubscription) {
  if (message.event && !isNews(message.event)) return
  for (const listener of listeners) listener(message)
}

/** Opens the subscription; returns what closes it. `resync` refetches what is on the screen. */
export function startLive(client: Client, resync: () => void) {
  let resumes = readCursor() !== null
  const { unsubscribe } = client.subscription(EventsDocument, {}).subscribe((result) => {
    const message = result.data?.events
    if (!message) return
    publish(message)
    // What happened between the first answers and the first cursor is in neither.
    if (message.resync || !resumes) resync()
    resumes = true
  })
  return unsubscribe
}

/** Calls the handler for each new message. */
export function useLiveMessages(handler: Listener) {
  const latest = useRef(handler)
  latest.current = handler
  useEffect(() => {
    const listener: Listener = (message) => latest.current(message)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
}

/** Calls the handler for each new event that the predicate lets through. The cache is patched already. */
export function useLiveEvents(predicate: (event: LiveEvent) => boolean, handler: (event: LiveEvent) => void) {
  useLiveMessages(({ event }) => {
    if (event && predicate(event)) handler(event)
  })
}
