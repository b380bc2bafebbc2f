/** The normalised cache: which types have no identity of their own, and how live events patch records. */
import { gql, type TypedDocumentNode } from "@urql/core"
import { type Cache, cacheExchange, type DataFields, type Scalar } from "@urql/exchange-graphcache"
import type { EventsSubscription } from "./live-types"
import { typeOfId } from "./record-type"
import { schema, type TypeShape, types } from "./schema"

const noIdentity = () => null
/** A type without an id lives inside the record that holds it; an event is a message, not a record. */
const embedded = [...types]
  .filter(([name, fields]) => !fields.has("id") || name === "Event")
  .map(([name]) => name)

const isScalar = (type: TypeShape): boolean => (type.ofType ? isScalar(type.ofType) : type.kind === "SCALAR")

const fragments = new Map<string, TypedDocumentNode>()
function fragmentFor(type: string, fields: string[]) {
  const text = `fragment Patch on ${type} { ${fields.join(" ")} }`
  const known = fragments.get(text) ?? gql(text)
  fragments.set(text, known)
  return known
}

/** What follows from an id that changed: `ownerId` moves `owner`, when that is on a screen. */
function relink(cache: Cache, key: string, field: string, value: unknown) {
  const relation = field.replace(/Id$/, "")
  if (relation === field || !cache.inspectFields(key).some((info) => info.fieldName === relation)) return
  const type = typeof value === "string" ? typeOfId(value) : null
  if (value === null) cache.link(key, relation, null)
  else if (type && type !== "Stage") cache.link(key, relation, { __typename: type, id: value as string })
  else cache.invalidate(key, relation)
}

/** Writes an event's snapshot over the cached record, unless the cache is as new already. Tells whether it did. */
export function patchFromEvent(cache: Cache, event: NonNullable<EventsSubscription["event"]>) {
  const type = typeOfId(event.subjectId)
  const key = type && cache.keyOfEntity({ __typename: type, id: event.subjectId })
  const version = key && cache.resolve(key, "version")
  if (!type || !key || typeof version !== "number" || version >= event.version) return false
  const snapshot = (event.snapshot ?? {}) as Record<string, Scalar>
  const shape = types.get(type)
  const fields = Object.keys(snapshot).filter((name) => {
    const field = shape?.get(name)
    return field && isScalar(field)
  })
  for (const name of fields)
    if (cache.resolve(key, name) !== snapshot[name]) relink(cache, key, name, snapshot[name])
  const data: DataFields = { __typename: type, id: event.subjectId, version: event.version }
  for (const name of fields) data[name] = snapshot[name] ?? null
  data.version = event.version
  cache.writeFragment(fragmentFor(type, [...new Set(["id", "version", ...fields])]), data)
  return true
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
