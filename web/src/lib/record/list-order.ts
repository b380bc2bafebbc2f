/** The order of the list one came from, so that a record's page leads to the next and the one before. */
import { createStore, useStore } from "../store"

type Order = { to: string; ids: string[]; total: number }

const order = createStore<Order | null>(null)

/** Called by a list as one leaves it. */
export const keepOrder = (to: string, ids: string[], total: number) => order.set({ to, ids, total })

/** Where a record stands in the list at `to`, or null when one came from elsewhere. */
export function useNeighbours(to: string, id: string) {
  const kept = useStore(order)
  const at = kept?.to === to ? kept.ids.indexOf(id) : -1
  if (!kept || at < 0) return null
  return { place: at + 1, total: kept.total, before: kept.ids[at - 1], after: kept.ids[at + 1] }
}
