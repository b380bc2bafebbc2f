/** The normalised cache: which types have no identity of their own, and how live events patch records. */
import { gql, type TypedDocumentNode } from "@urql/core"
import { type Cache, cacheExchange, type DataFields, type Scalar } from "@urql/exchange-graphcache"
import type { EventsSubscription } from "./live-types"
import { typeOfId } from "./record-type"
import { schema, type TypeShape, types } from "./schema"

const noIdentity = () => null
/** A type that may lack an id lives inside the record that holds it; an event is a message, not a record. */
const embedded = [...types]
  .filter(([name, fields]) => fields.get("id")?.kind !== "NON_NULL" || name === "Event")
  .map(([name]) => name)

const isScalar = (type: TypeShape): boolean => (type.ofType ? isScalar(type.ofType) : type.kind === "SCALAR")
const named = (type: TypeShape): TypeShape => (type.ofType ? named(type.ofType) : type)

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

/** Writes an event's snapshot over the cached record, unless the cache is as new already. Tells whether it did. */
export function patchFromEvent(cache: Cache, event: NonNullable<EventsSubscription["event"]>) {
  const type = typeOfId(event.subjectId)
  const key = type && cache.keyOfEntity({ __typename: type, id: event.subjectId })
  const version = key && cache.resolve(key, "version")
  if (!type || !key || typeof version !== "number" || version >= event.version) return false
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
  return true
}

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

export const cache = cacheExchange({
  schema,
  keys: Object.fromEntries(embedded.map((name) => [name, noIdentity])),
  updates: {
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
