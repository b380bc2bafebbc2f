/** What the palette lists for what was typed: records from the server, and commands. */
import { useNavigate } from "@tanstack/react-router"
import {
  Activity,
  Building2,
  CircleDollarSign,
  ContactRound,
  type LucideIcon,
  Megaphone,
  Target,
} from "lucide-react"
import { createElement, useDeferredValue, useEffect, useState } from "react"
import { useClient, useQuery } from "urql"
import type { RecordType } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { signOut } from "@/lib/profile/sign-out"
import { SearchQuery } from "@/lib/queries"
import { pathOfId } from "@/lib/record-type"
import { type Command, commands, matches } from "./commands"

const icons: Partial<Record<RecordType, LucideIcon>> = {
  COMPANY: Building2,
  CONTACT: ContactRound,
  LEAD: Target,
  DEAL: CircleDollarSign,
  CAMPAIGN: Megaphone,
}

/** A value that settles once typing pauses. */
function useSettled(value: string, milliseconds: number) {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

export function usePalette(typed: string) {
  const query = typed.trim()
  const settled = useSettled(query, 120)
  const client = useClient()
  const directory = useDirectory()
  const navigate = useNavigate()
  const go = (to: string, search?: object) => void navigate({ to: to as never, search: search as never })
  const pause = settled.length < 2
  const [{ data, fetching }] = useQuery({
    query: SearchQuery,
    variables: { query: settled, first: 8 },
    pause,
  })
  const hits = useDeferredValue(pause ? undefined : data?.search)
  const records: Command[] = (query && hits ? hits : []).flatMap(({ id, type, title, subtitle }) => {
    const path = pathOfId(id)
    if (!path) return []
    return {
      id,
      label: title,
      hint: subtitle ?? undefined,
      icon: createElement(icons[type] ?? Activity, { "aria-hidden": true }),
      run: () => go(path),
    }
  })
  const groups = [
    { title: "Records", entries: records },
    ...commands(directory, go, () => void signOut(client)).map(({ title, entries }) => ({
      title,
      entries: query ? entries.filter(({ label }) => matches(label, query)) : entries,
    })),
  ].filter(({ entries }) => entries.length > 0)
  return { groups, searching: fetching || settled !== query }
}
