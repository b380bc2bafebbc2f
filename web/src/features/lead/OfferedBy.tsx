/** After "offered it to Ben" in the timeline: by which rule, with its trace; after the end of an offer: why it ended. */
import type { LeadHandoffFragment } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import type { HistoryEvent } from "@/lib/record/event-words"
import { instant } from "@/ui/dates"
import { HandoffTrace } from "./HandoffTrace"

type Props = { event: HistoryEvent; handoffs: readonly LeadHandoffFragment[] }

export function OfferedBy({ event, handoffs }: Props) {
  const { declineReason } = useDirectory()
  if (event.kind.endsWith("Ended")) {
    const ended = handoffs.find(
      ({ answeredAt }) => answeredAt && Math.abs(instant(answeredAt) - instant(event.at)) < 2000,
    )
    const reason = declineReason(ended?.declineReasonId)?.label.toLowerCase()
    if (ended?.state === "EXPIRED") return ": not answered in time"
    return ended?.state === "DECLINED" ? `: declined${reason ? `, ${reason}` : ""}` : null
  }
  const handoffId = event.changes.find(({ field }) => field === "handoffId")?.to ?? event.subjectId
  const handoff = handoffs.find(({ id }) => id === handoffId)
  if (!handoff) return null
  return (
    <>
      {handoff.ruleName && `, by “${handoff.ruleName}”`} <HandoffTrace handoff={handoff} />
    </>
  )
}
