/** Who passes the baton to whom, as two avatars: the taker is dashed until they accept. */
import { Avatar } from "@/ui/Avatar"
import { Baton } from "@/ui/Baton"
import { useDirectory } from "../directory"

type Props = { fromId?: string | null; toId: string; accepted?: boolean; className?: string }

export function Relay({ fromId, toId, accepted, className }: Props) {
  const { assignee } = useDirectory()
  const from = assignee(fromId)
  const to = assignee(toId)
  return (
    <span aria-hidden="true" className={className}>
      <span className="inline-flex items-center gap-0.5">
        {from && <Avatar {...from} />}
        <Baton size="sm" />
        {to && <Avatar {...to} variant={accepted || to.kind === "queue" ? "solid" : "offered"} />}
      </span>
    </span>
  )
}
