/** Which fields of which rows someone else has just changed; each mark fades after 1.6 s. */
import { useEffect, useRef, useState } from "react"
import { useDirectory } from "../directory"
import { useLiveEvents } from "../live"

type Flash = { version: number; fields: ReadonlySet<string> }

export function useFlash() {
  const { me } = useDirectory()
  const [flashes, setFlashes] = useState<ReadonlyMap<string, Flash>>(new Map())
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>())
  useEffect(() => () => timers.current.forEach(clearTimeout), [])
  useLiveEvents(
    ({ actor, changes }) => actor.id !== me.id && changes.length > 0,
    ({ subjectId, version, changes }) => {
      const fields = new Set(changes.map(({ field }) => field))
      setFlashes((now) => new Map(now).set(subjectId, { version, fields }))
      const timer = setTimeout(() => {
        timers.current.delete(timer)
        setFlashes((now) => {
          const next = new Map(now)
          if (next.get(subjectId)?.version === version) next.delete(subjectId)
          return next
        })
      }, 1700)
      timers.current.add(timer)
    },
  )
  return flashes
}
