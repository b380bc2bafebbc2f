/** Asks for a record again when something happens to it that its snapshot does not say: activities, handoffs, history. */
import { type LiveEvent, useLiveEvents } from "../live"
import { useThrottled } from "../throttle"

function concerns(event: LiveEvent, id: string) {
  if (event.subjectId === id) return true
  const snapshot = event.snapshot as Record<string, unknown> | null
  if (!snapshot) return false
  const { subjectId, subjectIds, companyId, contactId } = snapshot
  return (
    [subjectId, companyId, contactId].includes(id) || (Array.isArray(subjectIds) && subjectIds.includes(id))
  )
}

export function useHistory(id: string, again: () => void) {
  const throttled = useThrottled(again)
  useLiveEvents((event) => concerns(event, id), throttled)
}
