/** The names of records by their ids, asked for ten at a time as more are shown. */
import { useEffect, useRef, useState } from "react"
import { useClient } from "urql"
import type { RecordNameFragment, RecordNamesQueryVariables } from "@/gql/graphql"
import { pathOfId, typeOfId } from "../record-type"
import { RecordNamesQuery } from "./queries"

const places = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] as const
const named = new Set(["Company", "Contact", "Lead", "Deal", "Campaign", "Product", "Activity"])

const nameOf = (record: RecordNameFragment | null | undefined) =>
  record ? (("name" in record ? record.name : "subject" in record ? record.subject : null) ?? null) : null

export type Names = ReadonlyMap<string, string | null>

/** Null for a record that is gone, or not for this reader; nothing while it is asked for. */
export function useNames(ids: readonly string[]): Names {
  const client = useClient()
  const [names, setNames] = useState<Names>(new Map())
  const asked = useRef(new Set<string>())
  const wanted = ids.join(" ")
  useEffect(() => {
    const missing = wanted.split(" ").filter((id) => named.has(typeOfId(id) ?? "") && !asked.current.has(id))
    for (const id of missing) asked.current.add(id)
    const unique = [...new Set(missing)]
    for (let start = 0; start < unique.length; start += places.length) {
      const batch = unique.slice(start, start + places.length)
      const given = places.map((place, index) => [place, batch[index] ?? batch[0]])
      void client
        .query(RecordNamesQuery, Object.fromEntries(given) as RecordNamesQueryVariables, {
          requestPolicy: "cache-first",
        })
        .toPromise()
        .then(({ data }) => {
          // Without an answer they go by their kind, and are asked for on the next visit.
          if (!data) return
          setNames((now) => {
            const next = new Map(now)
            batch.forEach((id, index) => {
              const place = places[index]
              if (place) next.set(id, nameOf(data[place]))
            })
            return next
          })
        })
    }
  }, [client, wanted])
  return names
}

/** Whether there is a page to go to: a record that is known to be gone has none. */
export const hasPage = (id: string, names: Names) => Boolean(pathOfId(id)) && names.get(id) !== null
