/** Where a dropped card lands: the neighbours that the server is told, and the position shown until it answers. */
import type { Deal } from "./view"

export type Edge = "top" | "bottom"
export type Place = { afterId?: string; beforeId?: string; position: number }

/** `deals` are the column's cards in order; without a card under it, the last place. */
export function placeIn(deals: readonly Deal[], movedId: string, over?: { id: string; edge: Edge }): Place {
  const others = deals.filter(({ id }) => id !== movedId)
  const at = over ? others.findIndex(({ id }) => id === over.id) : -1
  const index = at < 0 ? others.length : at + (over?.edge === "bottom" ? 1 : 0)
  const before = others[index - 1]
  const after = others[index]
  const low = before?.position ?? (after?.position ?? 1) - 2
  const high = after?.position ?? low + 2
  const position = (low + high) / 2
  if (before) return { afterId: before.id, position }
  return after ? { beforeId: after.id, position } : { position }
}
