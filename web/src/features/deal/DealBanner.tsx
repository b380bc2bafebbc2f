/** What stands out about a deal: an offer under way, a loss with its reason, a stage that takes too long. */
import { CircleX, Hourglass } from "lucide-react"
import type { DealQuery } from "@/gql/graphql"
import { useMinute, useNow } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { Banner } from "@/ui/Banner"
import { Baton } from "@/ui/Baton"
import { Clock } from "@/ui/Clock"
import { daysFrom } from "@/ui/dates"

type Deal = NonNullable<DealQuery["deal"]>
type Props = { deal: Deal; meId: string; offeredTo?: string }

function OfferClock({ startedAt, dueAt }: { startedAt: string; dueAt: string }) {
  return <Clock startedAt={startedAt} dueAt={dueAt} now={useNow()} />
}

export function DealBanner({ deal, meId, offeredTo }: Props) {
  const { lostReason, user, dealStage } = useDirectory()
  const now = useMinute()
  const { handoff } = deal
  if (handoff?.state === "OFFERED" && offeredTo)
    return (
      <Banner
        icon={<Baton />}
        aside={handoff.dueAt && <OfferClock startedAt={handoff.offeredAt} dueAt={handoff.dueAt} />}
      >
        <span className="font-medium">Offered to {handoff.toId === meId ? "you" : offeredTo}.</span>{" "}
        {user(deal.ownerId)?.name ?? "The owner"} stays responsible until it is accepted.
      </Banner>
    )
  if (deal.state === "LOST")
    return (
      <Banner tone="neutral" icon={<CircleX className="text-danger-text" aria-hidden="true" />}>
        <span className="font-medium">
          Lost: {lostReason(deal.lostReasonId)?.label ?? "no reason given"}.
        </span>{" "}
        {deal.lostNote}
      </Banner>
    )
  if (deal.rotting && deal.state === "OPEN" && deal.stageEnteredAt)
    return (
      <Banner tone="warning" icon={<Hourglass className="text-warning-text" aria-hidden="true" />}>
        <span className="font-medium">
          {-daysFrom(deal.stageEnteredAt, now)} days in {dealStage(deal.stageId)?.name ?? "this stage"}.
        </span>{" "}
        {dealStage(deal.stageId)?.guidance}
      </Banner>
    )
  return null
}
