/** Who holds a lead, and in a dashed outline whom it is offered to. */
import type { LeadRowFragment } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { ResponsibleChip } from "@/ui/ResponsibleChip"

type Props = {
  lead: Pick<LeadRowFragment, "responsibleId" | "handoff">
  variant?: "pill" | "cell"
  onClick?: () => void
}

export function LeadHolder({ lead, variant = "cell", onClick }: Props) {
  const { assignee } = useDirectory()
  const offered = lead.handoff?.state === "OFFERED" ? assignee(lead.handoff.toId) : undefined
  const holder = assignee(lead.responsibleId)
  if (!holder) return <span className="text-subtle-foreground">someone you may not see</span>
  return <ResponsibleChip holder={holder} offeredTo={offered} variant={variant} onClick={onClick} />
}
