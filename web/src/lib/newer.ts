/** The guard of the cache: an answer, an event or a mutation's result is written only where it is not older than what is there. */
import type { Cache, DataFields, Entity, UpdateResolver } from "@urql/exchange-graphcache"
import { named, types } from "./schema"

type Known = "whole" | "in part" | "not at all"

const isObject = (value: unknown): value is DataFields => typeof value === "object" && value !== null

/** Whether the cache holds a field of a record, and in it all that the answer has of it. */
function known(cache: Cache, key: string, field: string, answer: unknown): Known {
  const value = cache.resolve(key, field)
  if (value === undefined) return "not at all"
  return holds(cache, value, answer) ? "whole" : "in part"
}

function holds(cache: Cache, value: unknown, answer: unknown): boolean {
  if (Array.isArray(value)) {
    const [one] = Array.isArray(answer) ? answer : []
    return value.every((item) => (isObject(one) ? holds(cache, item, one) : !isKey(cache, item)))
  }
  if (value === null) return true
  if (isObject(answer) && !Array.isArray(answer))
    return Object.entries(answer).every(
      ([field, part]) => field === "__typename" || known(cache, value as string, field, part) === "whole",
    )
  return !isKey(cache, value)
}

/** Of what a key stands for, an answer that has nothing of it does not say which fields are wanted. */
const isKey = (cache: Cache, value: unknown) =>
  typeof value === "string" && cache.inspectFields(value).length > 0

/** A value that belongs to the record is better old than in part; another record than the one it leads to now is not. */
function isOther(cache: Cache, key: string, field: string, answer: unknown) {
  const value = cache.resolve(key, field)
  const tells = isObject(answer) && (!Array.isArray(answer) || answer.length > 0)
  return !tells || (typeof value === "string" && !value.startsWith(`${key}.`))
}

/** Lists of other records have no part in the version of the record that they hang on. */
const isList = (type: string, field: string) =>
  named(types.get(type)?.get(field) ?? { kind: "SCALAR" }).name?.endsWith("Connection") ?? false

/** Something older than what is known had to be taken, for want of better. */
let wanting = false

/** Whether that happened since it was last asked. */
export function takeWanting() {
  const was = wanting
  wanting = false
  return was
}

/**
 * Runs when the cache has written a record's id, which every document names first: takes out of the answer what the cache
 * has in a newer version. What it does not have is written, and is to be asked for again.
 */
export const keepNewer: UpdateResolver = (answer, _args, cache) => {
  const type = answer.__typename as string
  const key = cache.keyOfEntity(answer as Entity)
  const version = key && cache.resolve(key, "version")
  if (!key || typeof version !== "number" || typeof answer.version !== "number") return
  if (answer.version >= version) return
  for (const [field, value] of Object.entries(answer)) {
    if (field === "__typename" || field === "id" || isList(type, field)) continue
    const here = known(cache, key, field, value)
    if (here === "whole" || (here === "in part" && isOther(cache, key, field, value))) delete answer[field]
    if (here !== "whole") wanting = true
  }
}
