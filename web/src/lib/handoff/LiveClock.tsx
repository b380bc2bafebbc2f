/** A handoff's clock, by the server's time; it stands once the handoff is answered. */
import type { HandoffRowFragment } from "@/gql/graphql"
import { Clock } from "@/ui/Clock"
import { useNow } from "../clock"

type Props = {
  handoff: Pick<HandoffRowFragment, "offeredAt" | "dueAt" | "answeredAt">
  size?: "md" | "lg"
  className?: string
}

export function LiveClock({ handoff, size, className }: Props) {
  const now = useNow()
  if (!handoff.dueAt) return null
  return (
    <Clock
      startedAt={handoff.offeredAt}
      dueAt={handoff.dueAt}
      metAt={handoff.answeredAt}
      now={now}
      size={size}
      className={className}
    />
  )
}
