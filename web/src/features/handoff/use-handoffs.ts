/** The handoffs of a box, live: new offers slide in, and those that others took say by whom. */
import { useEffect, useRef, useState } from "react"
import type { HandoffBox } from "@/gql/graphql"
import { useBlocks } from "@/lib/blocks"
import { serverNow } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { useFresh } from "@/lib/fresh"
import { subjectOf } from "@/lib/handoff/subject"
import { useLiveEvents } from "@/lib/live"
import { typeOfId } from "@/lib/record-type"
import { useThrottled } from "@/lib/throttle"
import { HandoffsQuery } from "./queries"

/** Somebody else took it while it was on the screen. */
export type Taken = { id: string; name: string; by: string; at: number }

const shownFor = 60_000

export function useHandoffs(box: HandoffBox) {
  const { me } = useDirectory()
  const list = useBlocks({
    document: HandoffsQuery,
    variables: { box },
    read: (data) => data.handoffs,
    type: "Handoff",
    watch: [],
  })
  const loaded = list.rows()
  // An answer reaches the cache before the list is asked again: it leaves at once.
  const rows = box === "TO_ACCEPT" ? loaded.filter(({ state }) => state === "OFFERED") : loaded
  const latest = useRef(loaded)
  latest.current = loaded

  const [taken, setTaken] = useState<Taken[]>([])
  const refresh = useThrottled(() => void list.refresh())
  useLiveEvents(
    ({ subjectId }) => typeOfId(subjectId) === "Handoff",
    ({ kind, subjectId, actor }) => {
      refresh()
      const row = latest.current.find(({ id }) => id === subjectId)
      if (box !== "TO_ACCEPT" || !row || !kind.endsWith("Accepted") || actor.id === me.id) return
      const entry = { id: subjectId, name: subjectOf(row).name, by: actor.name, at: serverNow() }
      setTaken((all) => [...all.filter(({ id }) => id !== subjectId), entry])
    },
  )
  useEffect(() => {
    if (taken.length === 0) return
    const timer = setTimeout(() => setTaken((all) => all.slice(1)), shownFor)
    return () => clearTimeout(timer)
  }, [taken])

  const fresh = useFresh(list.loading ? undefined : rows.map(({ id }) => id))
  return { list, rows, taken, fresh }
}
