/** What the fields of a kind of record are called, and their values where there is a choice. */
import { useMemo } from "react"
import { useQuery } from "urql"
import type { RecordType } from "@/gql/graphql"
import { typeOfId } from "../record-type"
import type { FieldLabel } from "./change-words"
import { FieldLabelsQuery } from "./queries"

const none: ReadonlyMap<string, FieldLabel> = new Map()
/** Kinds whose fields the catalogue knows. */
const listed = new Set(["COMPANY", "CONTACT", "LEAD", "DEAL", "CAMPAIGN", "ACTIVITY", "HANDOFF"])

/** Nothing while they are on their way; without an answer the fields go by their names. */
export function useLabels(id: string): ReadonlyMap<string, FieldLabel> | undefined {
  const object = typeOfId(id)?.toUpperCase() as RecordType | undefined
  const known = Boolean(object && listed.has(object))
  const [{ data, error }] = useQuery({
    query: FieldLabelsQuery,
    variables: { object: object ?? "COMPANY" },
    requestPolicy: "cache-first",
    pause: !known,
  })
  return useMemo(() => {
    if (!known || error) return none
    return data && new Map(data.fields.map((field) => [field.name, field]))
  }, [known, data, error])
}
