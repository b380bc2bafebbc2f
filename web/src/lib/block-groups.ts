/** Lists one under the other, each below a head: a grid in groups. A list begins once those above it are known and it comes in sight. */
import type { BlockList } from "./block-list"

type Group<Data, Row extends { id: string }> = { id: string; list: BlockList<Data, Row> }
/** Its total is null until it is known. */
export type GroupHead = { id: string; open: boolean; total: number | null }

export class BlockGroups<Data, Row extends { id: string }> {
  private groups: readonly Group<Data, Row>[]
  private closed = new Set<string>()
  /** How many lists have begun, from the first. */
  private begun = 1
  private stops: (() => void)[] = []
  private listeners = new Set<() => void>()
  private range: [number, number] = [0, 0]
  private revision = 0

  constructor(groups: readonly Group<Data, Row>[]) {
    this.groups = groups
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    if (this.listeners.size === 1) for (const { list } of this.started) this.follow(list)
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size > 0) return
      for (const stop of this.stops) stop()
      this.stops = []
    }
  }
  version = () => this.revision

  /** No group that has rows is known yet. */
  get loading() {
    return this.shown.length === 0 && this.more
  }
  /** A head and its rows for each group, and a place for what is not known yet. */
  get count() {
    return this.shown.reduce((sum, group) => sum + 1 + this.rowsOf(group), 0) + (this.more ? 1 : 0)
  }
  /** Of all groups; null until all are known. */
  get total(): number | null {
    const totals = this.started.map(({ list }) => list.total)
    if (this.more || this.failure || totals.includes(null)) return null
    return totals.reduce<number>((sum, total) => sum + (total ?? 0), 0)
  }
  get failure() {
    return this.started.find(({ list }) => list.failure)?.list.failure ?? null
  }
  get refreshing() {
    return this.started.some(({ list }) => list.refreshing)
  }
  get askedAt() {
    return Math.min(...this.started.map(({ list }) => list.askedAt))
  }

  rowAt(index: number): Row | undefined {
    const { group, row } = this.find(index)
    return row === undefined ? undefined : group?.list.rowAt(row)
  }
  /** The head at this place, if it is one. */
  groupAt(index: number): GroupHead | undefined {
    const { group, row } = this.find(index)
    if (!group || row !== undefined) return
    return { id: group.id, open: !this.closed.has(group.id), total: group.list.total }
  }
  rows() {
    return this.shown.flatMap(({ list }) => list.rows())
  }
  toggle = (id: string) => {
    if (!this.closed.delete(id)) this.closed.add(id)
    this.tell()
  }

  ensure = (first: number, last: number) => {
    this.range = [first, last]
    let head = 0
    for (const group of this.shown) {
      const rows = this.rowsOf(group)
      if (rows > 0 && head < last && head + rows >= first)
        group.list.ensure(Math.max(0, first - head - 1), Math.min(rows - 1, last - head - 1))
      head += 1 + rows
    }
    if (this.more && head <= last + 1) this.begin()
  }
  retry = () => {
    for (const { list } of this.started) if (list.failure) list.retry()
  }
  refresh = async () => {
    await Promise.all(this.started.map(({ list }) => list.refresh()))
  }

  private get started() {
    return this.groups.slice(0, this.begun)
  }
  /** Those that are known to have rows. */
  private get shown() {
    return this.started.filter(({ list }) => list.count > 0)
  }
  /** Whether something may follow: a list on its way, or one that has not begun. */
  private get more() {
    return this.started.some(({ list }) => list.loading) || (this.begun < this.groups.length && !this.failure)
  }
  private rowsOf({ id, list }: Group<Data, Row>) {
    return this.closed.has(id) ? 0 : list.count
  }
  private find(index: number): { group?: Group<Data, Row>; row?: number } {
    let head = 0
    for (const group of this.shown) {
      const rows = this.rowsOf(group)
      if (index === head) return { group }
      if (index <= head + rows) return { group, row: index - head - 1 }
      head += 1 + rows
    }
    return {}
  }
  /** The next list, once the end of the ones above it is known. */
  private begin() {
    if (this.listeners.size === 0 || !this.started.every(({ list }) => list.ended)) return
    const next = this.groups[this.begun]
    if (!next) return
    this.begun++
    this.follow(next.list)
  }
  private follow(list: BlockList<Data, Row>) {
    this.stops.push(
      list.subscribe(() => {
        this.ensure(...this.range)
        this.tell()
      }),
    )
  }
  private tell() {
    this.revision++
    for (const listener of this.listeners) listener()
  }
}
