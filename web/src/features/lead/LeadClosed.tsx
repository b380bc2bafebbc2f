/** How a lead ended: the deal that it became, or the reason why not. */
import type { LeadQuery } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { RecordLink } from "@/lib/RecordLink"
import { Banner } from "@/ui/Banner"
import { shortDate } from "@/ui/dates"

type Lead = NonNullable<LeadQuery["lead"]>

export function LeadClosed({ lead }: { lead: Lead }) {
  const { disqualifiedReason } = useDirectory()
  const now = useMinute()
  const at = lead.closedAt ? `, ${shortDate(lead.closedAt, now, { time: true })}` : ""
  if (lead.state === "CONVERTED")
    return (
      <Banner tone="success">
        <strong className="font-semibold">Converted{at}.</strong>{" "}
        {lead.deal && (
          <>
            It goes on as <RecordLink id={lead.deal.id}>{lead.deal.name}</RecordLink>.
          </>
        )}
      </Banner>
    )
  return (
    <Banner tone="neutral">
      <strong className="font-semibold">Disqualified{at}</strong>
      {lead.disqualifiedReasonId &&
        `: ${disqualifiedReason(lead.disqualifiedReasonId)?.label ?? "reason unknown"}`}
      .
    </Banner>
  )
}
