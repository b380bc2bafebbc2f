/** How a campaign stands: word, mark and tint. */
import type { CampaignStatus } from "@/gql/graphql"
import { Badge } from "@/ui/Badge"
import { statusLooks } from "./campaign-words"

export function StatusBadge({ status }: { status: CampaignStatus | null | undefined }) {
  if (!status) return null
  const { label, tone, icon } = statusLooks[status]
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  )
}
