/** Won or lost, by shape, colour and word. */
import { CircleX, Trophy } from "lucide-react"
import type { DealState as State } from "@/gql/graphql"
import { Badge } from "@/ui/Badge"

export function DealState({ state }: { state: State }) {
  if (state === "WON")
    return (
      <Badge tone="success" icon={<Trophy aria-hidden="true" />}>
        Won
      </Badge>
    )
  if (state === "LOST")
    return (
      <Badge tone="danger" icon={<CircleX aria-hidden="true" />}>
        Lost
      </Badge>
    )
  return <Badge>Open</Badge>
}
