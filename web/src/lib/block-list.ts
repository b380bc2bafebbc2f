/** A long list in blocks of 100 rows by cursor, at most 6 of them live; rows never move until a refresh. */
import type { AnyVariables, Client, RequestPolicy, TypedDocumentNode } from "@urql/core"
import { serverNow } from "./clock"
import { type Failure, toFailure } from "./failure"

export const blockSize = 100
const mostLive = 6

export type Page<Row> = {
  nodes: Row[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
  totalCount?: number
}
type Block<Row> = { rows: Row[]; loaded: boolean; stop: () => void }

export type BlockQuery<Data, Row> = {
  client: Client
  /** Declares `$first: Int, $after: String, $counted: Boolean!` and selects `totalCount @include(if: $counted)`. */
  document: TypedDocumentNode<Data, never>
  variables: Record<string, unknown>
  read: (data: Data) => Page<Row>
}

export class BlockList<Data, Row extends { id: string }> {
  private blocks = new Map<number, Block<Row>>()
  private cursors: (string | null)[] = [null]
  private listeners = new Set<() => void>()
  private range: [number, number] = [0, 0]
  private sizes: number[] = []
  private revision = 0
  private asleep = true
  private query: BlockQuery<Data, Row>
  /** The total is to be asked for once the first block is there: it may take longer than the rows, and they do not wait. */
  private uncounted = true
  private stopCounting = () => {}
  /** Null until it is known. */
  total: number | null = null
  failure: Failure | null = null
  refreshing = false
  /** When the rows were asked for, by the server's clock: older events are in them already. */
  askedAt = serverNow()

  constructor(query: BlockQuery<Data, Row>) {
    this.query = query
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    if (this.asleep) this.wake()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) this.sleep()
    }
  }
  version = () => this.revision

  /** No answer yet. */
  get loading() {
    return this.sizes.length === 0 && !this.failure
  }
  /** Rows whose place is known, with room for the next block while there is more. */
  get count() {
    const known = this.sizes.reduce((sum, size) => sum + size, 0)
    return this.loading || this.ended ? known : known + 12
  }
  /** Its last block is known. */
  get ended() {
    return this.sizes.length > 0 && this.cursors.length <= this.sizes.length
  }
  rowAt(index: number): Row | undefined {
    return this.blocks.get(Math.floor(index / blockSize))?.rows[index % blockSize]
  }
  /** The rows that are in memory, in order. */
  rows() {
    return [...this.blocks].sort(([a], [b]) => a - b).flatMap(([, block]) => block.rows)
  }

  /** Loads what the rows from first to last need, and lets the farthest blocks go. */
  ensure = (first: number, last: number) => {
    this.range = [first, last]
    const from = Math.max(0, Math.floor((first - 30) / blockSize))
    const to = Math.floor((last + 60) / blockSize)
    for (let index = from; index <= to; index++)
      if (!this.blocks.has(index) && this.cursors[index] !== undefined && !this.failure) this.load(index)
    const middle = (from + to) / 2
    const live = [...this.blocks.keys()].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
    for (const index of live.slice(mostLive)) this.drop(index)
  }

  retry = () => {
    this.failure = null
    for (const [index, block] of this.blocks) if (!block.loaded) this.drop(index)
    this.ensure(...this.range)
    this.tell()
  }

  /** Asks again for the live blocks, from the first, each after the one before; old rows stay until new ones come. */
  refresh = async () => {
    if (this.refreshing) return
    this.refreshing = true
    this.failure = null
    this.askedAt = serverNow()
    this.tell()
    const live = [...this.blocks.keys()].sort((a, b) => a - b)
    for (const index of live)
      if (this.cursors[index] !== undefined && !this.failure) await this.load(index, "network-only")
    this.refreshing = false
    this.tell()
  }

  private load(index: number, requestPolicy?: RequestPolicy) {
    const before = this.blocks.get(index)
    before?.stop()
    if (index === 0) this.uncounted = true
    const block: Block<Row> = { rows: before?.rows ?? [], loaded: before?.loaded ?? false, stop: () => {} }
    this.blocks.set(index, block)
    return new Promise<void>((resolve) => {
      const { unsubscribe } = this.ask(
        { first: blockSize, after: this.cursors[index], counted: false },
        requestPolicy,
      ).subscribe(({ data, error, stale }) => {
        if (this.blocks.get(index) !== block) return resolve()
        if (error) this.failure = toFailure(error)
        else if (data) this.take(index, block, this.query.read(data), requestPolicy)
        this.tell()
        if (!stale) resolve()
      })
      block.stop = () => {
        unsubscribe()
        resolve()
      }
    })
  }

  private ask(
    page: { first: number; after?: string | null; counted: boolean },
    requestPolicy?: RequestPolicy,
  ) {
    const { client, document, variables } = this.query
    return client.query(
      document as unknown as TypedDocumentNode<Data, AnyVariables>,
      { ...variables, ...page },
      requestPolicy ? { requestPolicy } : undefined,
    )
  }

  /** How many rows there are in all; of a list that its first block holds nobody need be asked. */
  private countAll(page: Page<Row>, requestPolicy?: RequestPolicy) {
    if (!page.pageInfo.hasNextPage) {
      this.stopCounting()
      this.uncounted = true
      this.total = page.nodes.length
    } else if (this.uncounted) {
      this.uncounted = false
      this.stopCounting()
      const { unsubscribe } = this.ask({ first: 0, after: null, counted: true }, requestPolicy).subscribe(
        ({ data }) => {
          const total = data && this.query.read(data).totalCount
          if (total === undefined) return
          this.total = total
          this.tell()
        },
      )
      this.stopCounting = unsubscribe
    }
  }

  private take(index: number, block: Block<Row>, page: Page<Row>, requestPolicy?: RequestPolicy) {
    if (index === 0) this.countAll(page, requestPolicy)
    const next = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null
    block.rows = page.nodes
    block.loaded = true
    this.failure = null
    this.sizes[index] = page.nodes.length
    const changed = next === null ? this.cursors.length > index + 1 : this.cursors[index + 1] !== next
    if (changed && !this.refreshing)
      for (const later of [...this.blocks.keys()]) if (later > index) this.drop(later)
    if (changed) {
      this.cursors = this.cursors.slice(0, index + 1)
      this.sizes = this.sizes.slice(0, index + 1)
      if (next !== null) this.cursors[index + 1] = next
    }
    if (next === null) for (const later of [...this.blocks.keys()]) if (later > index) this.drop(later)
    if (!this.refreshing) this.ensure(...this.range)
  }

  private drop(index: number) {
    this.blocks.get(index)?.stop()
    this.blocks.delete(index)
  }
  private wake() {
    this.asleep = false
    for (const index of this.blocks.keys()) this.load(index)
    if (this.blocks.size === 0) this.ensure(...this.range)
  }
  /** Nobody looks: the rows stay, the queries end. */
  private sleep() {
    this.asleep = true
    this.stopCounting()
    for (const block of this.blocks.values()) block.stop()
  }
  private tell() {
    this.revision++
    for (const listener of this.listeners) listener()
  }
}
