/** Records of one kind as options of a picker, found by the server as one types. */
import { useEffect, useState } from "react"
import { useQuery } from "urql"
import type { RecordType } from "@/gql/graphql"
import { Avatar } from "@/ui/Avatar"
import { SearchQuery } from "../queries"

export function useRecordOptions(type: RecordType) {
  const [typed, search] = useState("")
  const [query, setQuery] = useState("")
  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed.trim()), 150)
    return () => clearTimeout(timer)
  }, [typed])
  const [{ data, fetching }] = useQuery({
    query: SearchQuery,
    variables: { query, types: [type], first: 12 },
    pause: query.length === 0,
  })
  const options = (query ? (data?.search ?? []) : []).map(({ id, title, subtitle }) => ({
    id,
    label: title,
    hint: subtitle ?? undefined,
    icon: <Avatar id={id} name={title} kind={type === "COMPANY" ? "company" : "person"} />,
  }))
  return { options, search, loading: fetching || typed.trim() !== query }
}
