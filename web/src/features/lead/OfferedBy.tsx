/** After "offered it to Ben" in the timeline: by which rule, with the trace of the decision. */
import type { LeadHandoffFragment } from "@/gql/graphql"
import type { HistoryEvent } from "@/lib/record/event-words"
import { HandoffTrace } from "./HandoffTrace"

type Props = { event: HistoryEvent; handoffs: readonly LeadHandoffFragment[] }

export function OfferedBy({ event, handoffs }: Props) {
  const handoffId = event.changes.find(({ field }) => field === "handoffId")?.to ?? event.subjectId
  const handoff = handoffs.find(({ id }) => id === handoffId)
  if (!handoff) return null
  return (
    <>
      {handoff.ruleName && `, by “${handoff.ruleName}”`} <HandoffTrace handoff={handoff} />
    </>
  )
}
