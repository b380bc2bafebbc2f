/** The normalised cache: which types have no identity of their own, and how live events patch records. */
import { composeExchanges, type Exchange, gql, type TypedDocumentNode } from "@urql/core"
import {
  type Cache,
  cacheExchange,
  type DataFields,
  type Scalar,
  type UpdateResolver,
} from "@urql/exchange-graphcache"
import { pipe, tap } from "wonka"
import { eventsOnTop, shownAtOnce, withoutHidden } from "./layers"
import type { EventsSubscription, LiveEvent } from "./live-types"
import { keepNewer, takeWanting } from "./newer"
import { typeOfId } from "./record-type"
import { named, schema, type TypeShape, types } from "./schema"

const noIdentity = () => null
/** A type that may lack an id lives inside the record that holds it; an event is a message, not a record. */
const embedded = [...types]
  .filter(([name, fields]) => fields.get("id")?.kind !== "NON_NULL" || name === "Event")
  .map(([name]) => name)

const isScalar = (type: TypeShape): boolean => (type.ofType ? isScalar(type.ofType) : type.kind === "SCALAR")

/** What a snapshot holds whole of a field: a scalar, or the plain values of an embedded object. */
const plain = new Set(["ResponseClock", "Source", "StageVisit", "Consent"])
const selected = (name: string, type: TypeShape) =>
  isScalar(type) ? name : `${name} { ${[...(types.get(named(type).name ?? "")?.keys() ?? [])].join(" ")} }`

const fragments = new Map<string, TypedDocumentNode>()
function fragmentFor(type: string, fields: string[]) {
  const text = `fragment Patch on ${type} { ${fields.join(" ")} }`
  const known = fragments.get(text) ?? gql(text)
  fragments.set(text, known)
  return known
}

/** An embedded value as the cache wants it: with its type's name, and nothing left out. */
function embeddedValue(type: TypeShape, value: unknown): DataFields[string] {
  if (isScalar(type)) return (value ?? null) as Scalar
  if (Array.isArray(value)) return value.map((item) => embeddedValue(named(type), item)) as DataFields[]
  if (typeof value !== "object" || value === null) return null
  const name = named(type).name ?? ""
  const given = value as Record<string, Scalar>
  const all = [...(types.get(name)?.keys() ?? [])].map((field) => [field, given[field] ?? null])
  return { __typename: name, ...Object.fromEntries(all) }
}

/** What follows from an id that changed: `ownerId` moves `owner`, when that is on a screen. */
function relink(cache: Cache, key: string, relation: string, shape: TypeShape, id: unknown) {
  if (!cache.inspectFields(key).some((info) => info.fieldName === relation)) return
  const { kind, name } = named(shape)
  const type = kind === "INTERFACE" ? typeof id === "string" && typeOfId(id) : name
  if (id === null) cache.link(key, relation, null)
  else if (type && types.get(type)?.has("id"))
    cache.link(key, relation, { __typename: type, id: id as string })
  else cache.invalidate(key, relation)
}

/** Events of records that the cache did not have: an answer on its way may be older. The newest thousand will do. */
const early = new Map<string, LiveEvent>()

function keepEarly(event: LiveEvent) {
  const kept = early.get(event.subjectId)
  if (kept && kept.version >= event.version) return
  early.delete(event.subjectId)
  early.set(event.subjectId, event)
  if (early.size > 1000) early.delete([...early.keys()][0] ?? "")
}

/** Writes an event's snapshot over the cached record, unless the cache is as new already. */
function patchFromEvent(cache: Cache, event: LiveEvent) {
  const type = typeOfId(event.subjectId)
  const key = type && cache.keyOfEntity({ __typename: type, id: event.subjectId })
  if (!type || !key) return
  const version = cache.resolve(key, "version")
  if (typeof version !== "number") keepEarly(event)
  else if (version < event.version) patch(cache, type, key, event)
}

function patch(cache: Cache, type: string, key: string, event: LiveEvent) {
  const snapshot = {
    ...(event.snapshot as Record<string, unknown> | null),
    id: event.subjectId,
    version: event.version,
  }
  const shape = types.get(type)
  const data: DataFields = { __typename: type }
  const selection: string[] = []
  for (const [name, value] of Object.entries(snapshot)) {
    const field = shape?.get(name)
    const relation = name.endsWith("Id") && name.slice(0, -2)
    const related = relation && shape?.get(relation)
    if (related && linkedId(cache, key, name, relation) !== value)
      relink(cache, key, relation, related, value)
    if (!field) continue
    if (isScalar(field) || plain.has(named(field).name ?? "")) {
      data[name] = embeddedValue(field, value)
      selection.push(selected(name, field))
    } else if (event.changes.some((change) => change.field === name)) cache.invalidate(key, name)
  }
  cache.writeFragment(fragmentFor(type, selection), data)
}

/** What is known of a record goes before an older answer, also what was heard before its first answer. */
const guard: UpdateResolver = (answer, args, cache, info) => {
  const { __typename: type, id, version } = answer as { __typename: string; id: string; version?: unknown }
  const event = early.get(id)
  const key = event && cache.keyOfEntity({ __typename: type, id })
  if (event && key && typeof version === "number") {
    early.delete(id)
    if (version < event.version) patch(cache, type, key, event)
  }
  keepNewer(answer, args, cache, info)
}
/** Every record that has a version. */
const versioned = [...types].filter(([name, fields]) => fields.has("version") && !embedded.includes(name))

/** The id that a relation has now: a field of its own, or the one of the record behind it. */
function linkedId(cache: Cache, key: string, field: string, relation: string) {
  const own = cache.resolve(key, field)
  if (own !== undefined) return own
  const to = cache.resolve(key, relation)
  return typeof to === "string" ? cache.resolve(to, "id") : to
}

/** Without an update of its own, a mutation that makes a record would empty every list of its kind, in mid-air. */
const leaveLists = Object.fromEntries(
  [...(types.get("Mutation")?.keys() ?? [])].map((name) => [name, () => {}]),
)

const normalised = cacheExchange({
  schema,
  keys: Object.fromEntries(embedded.map((name) => [name, noIdentity])),
  updates: {
    ...Object.fromEntries(versioned.map(([name]) => [name, { id: guard }])),
    Mutation: leaveLists,
    Subscription: {
      events(result, _args, cache) {
        const message = result.events as EventsSubscription
        if (message.event) patchFromEvent(cache, message.event)
        const hidden = message.hidden && typeOfId(message.hidden.id)
        if (message.hidden && hidden) cache.invalidate({ __typename: hidden, id: message.hidden.id })
      },
    },
  },
})

/** An answer that was older than what is known, and had things that are not, is asked for once more. */
const askAgain: Exchange = ({ forward, client }) => {
  const turns = new Map<number, number>()
  return (operations) =>
    pipe(
      forward(operations),
      tap(({ operation }) => {
        const turn = turns.get(operation.key) ?? 0
        turns.delete(operation.key)
        if (!takeWanting() || operation.kind !== "query" || turn === 3) return
        turns.set(operation.key, turn + 1)
        client.reexecuteOperation(
          client.createRequestOperation("query", operation, { requestPolicy: "network-only" }),
        )
      }),
    )
}

/** The one way into the cache: for answers, for events, for what mutations return. */
export const cache = composeExchanges([askAgain, eventsOnTop(shownAtOnce(normalised)), withoutHidden])
