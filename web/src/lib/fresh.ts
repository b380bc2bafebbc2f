/** Which rows came after the first ones, so that they alone slide in. */
import { useRef } from "react"

/** Give the ids that are shown, or nothing while they load. */
export function useFresh(ids: readonly string[] | undefined): ReadonlySet<string> {
  const known = useRef<Set<string> | null>(null)
  const fresh = useRef(new Set<string>())
  if (ids) {
    if (known.current) for (const id of ids) if (!known.current.has(id)) fresh.current.add(id)
    known.current = new Set([...(known.current ?? []), ...ids])
  }
  return fresh.current
}
