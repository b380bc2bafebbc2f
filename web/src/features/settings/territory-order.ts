/** The order of territories, in which the first that takes a company has it. */

/** The ids with one moved up or down by a place; the same list where it cannot go further. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const from = ids.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= ids.length) return ids
  return ids.toSpliced(from, 1).toSpliced(to, 0, id)
}

/** The territories by their place; while an order is on its way as its ids say, with one that was added meanwhile at the end. */
export function inOrder<Entry extends { id: string; order: number }>(
  territories: readonly Entry[],
  ids: readonly string[] | null,
): readonly Entry[] {
  const place = ({ id, order }: Entry) => (!ids ? order : ids.includes(id) ? ids.indexOf(id) : ids.length)
  return territories.toSorted((a, b) => place(a) - place(b))
}
