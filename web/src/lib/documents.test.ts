import type { DocumentNode, FieldNode, SelectionSetNode } from "graphql"
import { expect, test } from "vitest"
import * as generated from "@/gql/graphql"
import { named, types } from "./schema"

const documents = Object.values(generated as Record<string, unknown>).filter(
  (one): one is DocumentNode => (one as DocumentNode)?.kind === "Document",
)
const fragments = new Map(
  documents.flatMap(({ definitions }) =>
    definitions.flatMap((one) => (one.kind === "FragmentDefinition" ? [[one.name.value, one] as const] : [])),
  ),
)

/** The fields of a selection in the order in which the cache writes them, each with the type it is of. */
function fieldsOf(set: SelectionSetNode, type: string): [FieldNode, string][] {
  return set.selections.flatMap((one) => {
    if (one.kind === "Field") return [[one, type] as [FieldNode, string]]
    const fragment = one.kind === "FragmentSpread" ? fragments.get(one.name.value) : one
    return fragment ? fieldsOf(fragment.selectionSet, fragment.typeCondition?.name.value ?? type) : []
  })
}

function unguarded(set: SelectionSetNode, type: string, path: string): string[] {
  const fields = fieldsOf(set, type)
  const names = fields.map(([field]) => field.name.value).filter((name) => name !== "__typename")
  const shape = types.get(type)
  const guarded = shape?.has("id") && shape.has("version") && type !== "Event"
  const wrong = guarded && names.length > 1 && (names[0] !== "id" || !names.includes("version"))
  const inside = fields.flatMap(([{ name, selectionSet }, of]) => {
    const next = named(types.get(of)?.get(name.value) ?? { kind: "SCALAR" }).name ?? ""
    return selectionSet ? unguarded(selectionSet, next, `${path}.${name.value}`) : []
  })
  return [...(wrong ? [`${path}: ${names.join(" ")}`] : []), ...inside]
}

test("every document asks for a record's id before its other fields, and for its version, by which the cache guards it", () => {
  const roots = { query: "Query", mutation: "Mutation", subscription: "Subscription" }
  expect(documents.length).toBeGreaterThan(100)
  const wrong = documents.flatMap(({ definitions }) =>
    definitions.flatMap((one) =>
      one.kind === "OperationDefinition"
        ? unguarded(one.selectionSet, roots[one.operation], one.name?.value ?? "")
        : [],
    ),
  )
  expect(wrong).toEqual([])
})
