/** A handoff in the queue: who, from whom to whom, why, and how long there is left. */
import { Link } from "@tanstack/react-router"
import { useEffect, useRef } from "react"
import type { HandoffRowFragment } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { LiveClock } from "@/lib/handoff/LiveClock"
import { Relay } from "@/lib/handoff/Relay"
import { subjectOf } from "@/lib/handoff/subject"
import { Badge } from "@/ui/Badge"
import { Button } from "@/ui/Button"
import { cn } from "@/ui/cn"
import { DateText } from "@/ui/DateText"
import { type BoxId, stateWords } from "./handoff-words"

type Props = {
  handoff: HandoffRowFragment
  box: BoxId
  selected: boolean
  /** It came while the queue was on the screen. */
  fresh: boolean
  busy: boolean
  onAccept?: () => void
  onDecline: () => void
}

export function HandoffCard({ handoff, box, selected, fresh, busy, onAccept, onDecline }: Props) {
  const { declineReason } = useDirectory()
  const now = useMinute()
  const offline = useConnection() === "offline"
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (selected) card.current?.scrollIntoView({ block: "nearest" })
  }, [selected])
  const { name, company, role } = subjectOf(handoff)
  const why = declineReason(handoff.declineReasonId)?.label ?? handoff.reason ?? handoff.ruleName
  const offered = handoff.state === "OFFERED"
  return (
    <li
      ref={card}
      className={cn(
        "relative border-b transition duration-150 hover:bg-accent",
        selected && "bg-primary-soft shadow-[inset_2px_0_0_var(--primary)] hover:bg-primary-soft",
        fresh && "animate-flash starting:-translate-y-3 starting:opacity-0",
      )}
    >
      <div className="py-[11px] pr-4 pl-5 max-md:pt-3.5 max-md:pb-2.5 max-md:pl-4">
        <p className="flex items-center gap-2">
          <Link
            to={`/handoffs/${handoff.id}` as never}
            search={(box === "to-accept" ? {} : { box }) as never}
            aria-current={selected ? "true" : undefined}
            className="row-link min-w-0 flex-1 truncate font-medium"
          >
            {name}
          </Link>
          {offered ? (
            <LiveClock handoff={handoff} />
          ) : (
            <Badge tone={handoff.state === "ACCEPTED" ? "success" : "neutral"}>
              {stateWords[handoff.state]}
            </Badge>
          )}
        </p>
        <p className="-mt-px truncate text-muted-foreground">{[company, role].filter(Boolean).join(" · ")}</p>
        <p className="mt-[7px] flex items-center gap-2.5 text-muted-foreground text-xs max-md:text-sm">
          <Relay fromId={handoff.fromId} toId={handoff.toId} accepted={handoff.state === "ACCEPTED"} />
          <span className="truncate">{why}</span>
          {!offered && <DateText value={handoff.answeredAt} now={now} className="ml-auto" />}
        </p>
      </div>
      {onAccept && (
        <div className="relative grid grid-cols-2 gap-2 px-4 pb-3.5 md:hidden">
          <Button variant="soft" busy={busy} disabled={offline} onClick={onAccept}>
            Accept
          </Button>
          <Button disabled={offline} onClick={onDecline}>
            Decline…
          </Button>
        </div>
      )}
    </li>
  )
}
