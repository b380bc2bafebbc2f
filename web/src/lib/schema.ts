/** The schema as the cache wants it, unfolded from the short form that codegen writes. */
import type { cacheExchange } from "@urql/exchange-graphcache"
import { interfaces, objects } from "@/gql/schema"

type Introspection = NonNullable<NonNullable<Parameters<typeof cacheExchange>[0]>["schema"]>
export type TypeShape = { kind: string; name?: string; ofType?: TypeShape }
/** The type within lists and what is always there. */
export const named = (type: TypeShape): TypeShape => (type.ofType ? named(type.ofType) : type)

function shapeOf(text: string): TypeShape {
  if (text.endsWith("!")) return { kind: "NON_NULL", ofType: shapeOf(text.slice(0, -1)) }
  if (text.startsWith("[")) return { kind: "LIST", ofType: shapeOf(text.slice(1, -1)) }
  if (text === "") return { kind: "SCALAR", name: "Any" }
  return { kind: text in interfaces ? "INTERFACE" : "OBJECT", name: text }
}

/** Every object type with its fields. */
export const types = new Map(
  Object.entries(objects).map(([name, text]) => {
    const fields = text.split(" ").map((field) => {
      const at = field.indexOf(":")
      return [field.slice(0, at), shapeOf(field.slice(at + 1))] as const
    })
    return [name, new Map(fields)] as const
  }),
)

const listed = (fields: ReadonlyMap<string, TypeShape>) =>
  [...fields].map(([name, type]) => ({ name, type, args: [] }))

const possible = (names: string) => names.split(" ").map((name) => ({ kind: "OBJECT", name }))

/** A fragment on an interface is read for the types that name it. */
const interfacesOf = (name: string) =>
  Object.keys(interfaces)
    .filter((one) => interfaces[one]?.split(" ").includes(name))
    .map((name) => ({ kind: "INTERFACE", name }))

export const schema = {
  __schema: {
    queryType: { kind: "OBJECT", name: "Query" },
    mutationType: { kind: "OBJECT", name: "Mutation" },
    subscriptionType: { kind: "OBJECT", name: "Subscription" },
    types: [
      { kind: "SCALAR", name: "Any" },
      ...[...types].map(([name, fields]) => ({
        kind: "OBJECT",
        name,
        fields: listed(fields),
        interfaces: interfacesOf(name),
      })),
      ...Object.entries(interfaces).map(([name, names]) => ({
        kind: "INTERFACE",
        name,
        fields: ["id", "version"].map((field) => ({ name: field, type: shapeOf("!"), args: [] })),
        interfaces: [],
        possibleTypes: possible(names),
      })),
    ],
  },
} as unknown as Introspection
