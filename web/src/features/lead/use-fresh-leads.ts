/** Rows whose handoff or response clock has changed: an event carries neither, so those rows are asked for again. */
import { useClient } from "urql"
import { type LiveEvent, useLiveEvents } from "@/lib/live"
import { typeOfId } from "@/lib/record-type"
import { LeadAgainQuery } from "./queries"

const beyondSnapshots = ["handoffId", "offeredToId", "response"]

/** The lead that an event says more about than its snapshot can carry. */
function leadOf({ subjectId, changes, snapshot }: LiveEvent): string | null {
  const type = typeOfId(subjectId)
  if (type === "Lead") return changes.some(({ field }) => beyondSnapshots.includes(field)) ? subjectId : null
  if (type !== "Handoff") return null
  const subject = (snapshot as { subjectId?: unknown } | null)?.subjectId
  return typeof subject === "string" && typeOfId(subject) === "Lead" ? subject : null
}

export function useFreshLeads(isShown: (id: string) => boolean) {
  const client = useClient()
  useLiveEvents(
    (event) => {
      const id = leadOf(event)
      return id !== null && isShown(id)
    },
    (event) => {
      const id = leadOf(event)
      if (id) void client.query(LeadAgainQuery, { id }, { requestPolicy: "network-only" }).toPromise()
    },
  )
}
