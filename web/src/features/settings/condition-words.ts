/** Conditions over the fields of one record: in words, as rows to edit, and back. */
import type { ConditionInput, ConditionOp, FieldType, SettingsFieldsQuery } from "@/gql/graphql"

export type FieldInfo = SettingsFieldsQuery["fields"][number]
export type Test = { field: string; op: ConditionOp; value?: unknown }
/** Rows that all or any must hold. */
export type Tests = { mode: "all" | "any"; tests: Test[] }

const ordered: FieldType[] = ["INTEGER", "DECIMAL", "MONEY", "DATE", "DATE_TIME"]
const dated: FieldType[] = ["DATE", "DATE_TIME"]

const words: Record<ConditionOp, string> = {
  EQ: "is",
  NE: "is not",
  IN: "is any of",
  LT: "is less than",
  LTE: "is at most",
  GT: "is more than",
  GTE: "is at least",
  CONTAINS: "contains",
  STARTS_WITH: "starts with",
  IS_EMPTY: "is empty",
  IS_NOT_EMPTY: "is not empty",
}
const datedWords: Partial<Record<ConditionOp, string>> = {
  LT: "is before",
  LTE: "is at the latest",
  GT: "is after",
  GTE: "is at the earliest",
}

export const opWords = (op: ConditionOp, type: FieldType) =>
  (dated.includes(type) ? datedWords[op] : undefined) ?? words[op]

/** As the server allows them; see its condition language. */
export function opsFor(type: FieldType): ConditionOp[] {
  const empty: ConditionOp[] = ["IS_EMPTY", "IS_NOT_EMPTY"]
  if (type === "TAGS") return ["CONTAINS", ...empty]
  if (type === "BOOLEAN") return ["EQ", ...empty]
  if (ordered.includes(type)) return ["EQ", "NE", "LT", "LTE", "GT", "GTE", ...empty]
  if (type === "TEXT" || type === "LONG_TEXT") return ["EQ", "NE", "IN", "CONTAINS", "STARTS_WITH", ...empty]
  return ["EQ", "NE", "IN", ...empty]
}

export const takesValue = (op: ConditionOp) => op !== "IS_EMPTY" && op !== "IS_NOT_EMPTY"

/** References that a person can be asked for: people, teams, stages. */
const chosen = /(^|[a-z])(ownerId|OwnerId|responsibleId|teamId|stageId)$/

/** Fields of the record itself that a row can be made of: facts of other records have a dot. */
export const testable = ({ name, filterable, type }: FieldInfo) =>
  filterable && !name.includes(".") && type !== "LONG_TEXT" && (type !== "REFERENCE" || chosen.test(name))

const filled = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== ""

export const isComplete = ({ field, op, value }: Test) => field !== "" && (!takesValue(op) || filled(value))

const isTest = (condition: ConditionInput): condition is ConditionInput & Test =>
  Boolean(condition.field && condition.op)

/** The rows of a condition, or null for one that is nested deeper than rows can show. */
export function testsOf(condition: ConditionInput | null): Tests | null {
  if (!condition) return { mode: "all", tests: [] }
  if (isTest(condition)) return { mode: "all", tests: [testOf(condition)] }
  for (const mode of ["all", "any"] as const) {
    const parts = condition[mode]
    if (parts?.every(isTest)) return { mode, tests: parts.map((part) => testOf(part as Test)) }
  }
  return null
}

const testOf = ({ field, op, value }: Test): Test => (takesValue(op) ? { field, op, value } : { field, op })

export function conditionOf({ mode, tests }: Tests): ConditionInput | null {
  const [first] = tests
  if (!first) return null
  const parts = tests.map(testOf)
  return parts.length === 1 ? testOf(first) : { [mode]: parts }
}

/** How a value reads, such as a person's name for an id. */
export type ValueWords = (field: string, value: unknown) => string

export function conditionWords(
  condition: ConditionInput,
  fields: readonly FieldInfo[],
  say: ValueWords,
): string {
  const join = (parts: readonly ConditionInput[], word: string) =>
    parts
      .map((part) => {
        const text = conditionWords(part, fields, say)
        return part.all || part.any ? `(${text})` : text
      })
      .join(` ${word} `)
  if (condition.all) return join(condition.all, "and")
  if (condition.any) return join(condition.any, "or")
  if (condition.not) return `not (${conditionWords(condition.not, fields, say)})`
  const { field = "", op = "EQ", value } = condition
  const info = fields.find(({ name }) => name === field)
  const subject = `${info?.label ?? field} ${opWords(op ?? "EQ", info?.type ?? "TEXT")}`
  if (!op || !takesValue(op)) return subject
  const values = Array.isArray(value) ? value : [value]
  return `${subject} ${values.map((one) => say(field ?? "", one)).join(", ")}`
}
