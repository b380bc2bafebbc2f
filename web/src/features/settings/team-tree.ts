/** Teams as the tree that they are, in the order in which it is drawn. */
export type Node<Team> = { team: Team; depth: number; path: string }

type Placed = { id: string; name: string; parentId?: string | null }

/** Each team after the one above it, by name. A team whose parent is not here stands at the top; none is lost in a circle. */
export function teamTree<Team extends Placed>(teams: readonly Team[]): Node<Team>[] {
  const known = new Set(teams.map(({ id }) => id))
  const below = (id: string | null) =>
    teams.filter(({ parentId }) => (parentId && known.has(parentId) ? parentId : null) === id)
  const drawn: Node<Team>[] = []
  const seen = new Set<string>()
  const draw = (list: readonly Team[], depth: number, path: string) => {
    for (const team of list.toSorted((a, b) => a.name.localeCompare(b.name))) {
      if (seen.has(team.id)) continue
      seen.add(team.id)
      const here = path ? `${path} › ${team.name}` : team.name
      drawn.push({ team, depth, path: here })
      draw(below(team.id), depth + 1, here)
    }
  }
  draw(below(null), 0, "")
  draw(
    teams.filter(({ id }) => !seen.has(id)),
    0,
    "",
  )
  return drawn
}

/** The team itself and all below it: where it cannot be moved to. */
export function branchOf(teams: readonly Placed[], id: string): Set<string> {
  const branch = new Set([id])
  // A parent may stand after its children, so it goes on until nothing is added.
  for (let size = 0; size < branch.size; ) {
    size = branch.size
    for (const team of teams) if (team.parentId && branch.has(team.parentId)) branch.add(team.id)
  }
  return branch
}
