/** What the amounts of each event were in: a change of the currency tells that of the events before it. */
import type { HistoryEvent } from "../record/event-words"

/** Of events from the newest on, whose record is in `now` today. */
export function currencies(events: readonly Pick<HistoryEvent, "id" | "changes">[], now: string) {
  let currency = now
  const found = new Map<string, string>()
  for (const { id, changes } of events) {
    found.set(id, currency)
    const change = changes.find(({ field }) => field === "currency")
    if (typeof change?.from === "string") currency = change.from
  }
  return found
}
