/** The handoffs of a lead: who passed it to whom, and how it went. */
import { ArrowRightLeft, CircleCheck, CircleX, Timer } from "lucide-react"
import type { LeadHandoffFragment } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { RelatedList } from "@/lib/record/RelatedList"
import { RelatedRow } from "@/lib/record/RelatedRow"
import { span } from "@/ui/clock-words"
import { instant, shortDate } from "@/ui/dates"
import { HandoffTrace } from "./HandoffTrace"

type Props = { handoffs: readonly LeadHandoffFragment[] }

const icons = {
  OFFERED: ArrowRightLeft,
  ACCEPTED: CircleCheck,
  DECLINED: CircleX,
  EXPIRED: Timer,
  WITHDRAWN: CircleX,
}

export function LeadHandoffs({ handoffs }: Props) {
  const { me, declineReason } = useDirectory()
  const now = useMinute()
  const first = (who: { id: string; name: string } | null | undefined) =>
    !who ? "Routing" : who.id === me.id ? "you" : (who.name.split(" ")[0] ?? who.name)
  const state = (handoff: LeadHandoffFragment) => {
    const at = shortDate(handoff.answeredAt ?? handoff.offeredAt, now, { time: true })
    const took = handoff.answeredAt
      ? `, in ${span(instant(handoff.answeredAt) - instant(handoff.offeredAt))}`
      : ""
    const reason = declineReason(handoff.declineReasonId)?.label.toLowerCase()
    if (handoff.state === "DECLINED") return `Declined ${at}${reason ? `: ${reason}` : ""}`
    if (handoff.state === "ACCEPTED") return `Accepted ${at}${took}`
    if (handoff.state === "EXPIRED") return `Not answered in time, ${at}`
    return handoff.state === "WITHDRAWN" ? `Taken back ${at}` : `Offered ${at}`
  }
  if (handoffs.length === 0) return null
  const newest = [...handoffs].sort((a, b) => instant(b.offeredAt) - instant(a.offeredAt))
  return (
    <RelatedList title="Handoffs" count={handoffs.length}>
      {newest.map((handoff) => {
        const Icon = icons[handoff.state]
        const from = first(handoff.from)
        return (
          <RelatedRow
            key={handoff.id}
            id={handoff.id}
            icon={<Icon aria-hidden="true" />}
            title={`${from.charAt(0).toUpperCase()}${from.slice(1)} to ${first(handoff.to)}`}
            subtitle={[state(handoff), handoff.ruleName && `by “${handoff.ruleName}”`]
              .filter(Boolean)
              .join(", ")}
            action={
              <span className="text-xs">
                <HandoffTrace handoff={handoff} />
              </span>
            }
          />
        )
      })}
    </RelatedList>
  )
}
