// A codegen plugin: the schema in one line per type, which is all that the client's cache needs to know of it.
import { isEnumType, isInterfaceType, isListType, isNonNullType, isObjectType, isScalarType } from "graphql"

/** A scalar or an enum has no name: `!` is one that is always there, `[!]` a list of them. */
function typeText(type) {
  if (isNonNullType(type)) return `${typeText(type.ofType)}!`
  if (isListType(type)) return `[${typeText(type.ofType)}]`
  return isScalarType(type) || isEnumType(type) ? "" : type.name
}

export function plugin(schema) {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith("__"))
  // Lists are read by their nodes.
  const objects = types
    .filter((type) => isObjectType(type) && !type.name.endsWith("Edge"))
    .map((type) => {
      const fields = Object.values(type.getFields())
        .filter(({ name }) => name !== "edges")
        .map((field) => `${field.name}:${typeText(field.type)}`)
      return `  ${type.name}: "${fields.join(" ")}",`
    })
  const interfaces = types.filter(isInterfaceType).map((type) => {
    const possible = schema.getPossibleTypes(type).map(({ name }) => name)
    return `  ${type.name}: "${possible.join(" ")}",`
  })
  return [
    "/** Fields of each type with their types; scalars and enums have none. */",
    `export const objects: Record<string, string> = {\n${objects.join("\n")}\n}`,
    "",
    "/** The types that each interface stands for. */",
    `export const interfaces: Record<string, string> = {\n${interfaces.join("\n")}\n}`,
    "",
  ].join("\n")
}
