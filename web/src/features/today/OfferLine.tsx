/** A handoff that waits for an answer, with its clock. */
import { Link } from "@tanstack/react-router"
import { X } from "lucide-react"
import { Suspense, useState } from "react"
import type { HandoffRowFragment } from "@/gql/graphql"
import { useConnection } from "@/lib/connection"
import { LiveClock } from "@/lib/handoff/LiveClock"
import { Relay } from "@/lib/handoff/Relay"
import { subjectOf } from "@/lib/handoff/subject"
import { useAccept } from "@/lib/handoff/use-accept"
import { part } from "@/lib/part"
import { Button } from "@/ui/Button"
import { cn } from "@/ui/cn"
import { IconButton } from "@/ui/IconButton"
import { lineClass, lineNote, lineText } from "./line-class"

const DeclineDialog = part(() => import("@/lib/handoff/DeclineDialog"), "DeclineDialog")

export function OfferLine({ offer, fresh }: { offer: HandoffRowFragment; fresh: boolean }) {
  const { accept, accepting } = useAccept()
  const [declining, setDeclining] = useState(false)
  const offline = useConnection() === "offline"
  const { name, company } = subjectOf(offer)
  return (
    <li
      data-line={offer.id}
      className={cn(
        lineClass(fresh),
        "max-md:grid max-md:grid-cols-[auto_minmax(0,1fr)_auto] max-md:gap-y-2.5 max-md:py-3",
      )}
    >
      <Relay fromId={offer.fromId} toId={offer.toId} className="md:w-[54px]" />
      <span className={lineText}>
        <span className="flex min-w-0 items-baseline gap-1.5 md:max-w-[62%] md:flex-none">
          <Link to={`/handoffs/${offer.id}` as never} className="row-link truncate font-medium">
            {name}
          </Link>
          <span className="truncate text-muted-foreground max-md:hidden">{company}</span>
        </span>
        <span className={lineNote}>{offer.reason ?? offer.ruleName}</span>
      </span>
      <LiveClock handoff={offer} />
      <span className="relative flex gap-0.5 max-md:col-span-3 max-md:gap-2 md:w-[110px] md:justify-end">
        <Button
          size="sm"
          variant="soft"
          kbd="A"
          data-press="accept"
          busy={accepting === offer.id}
          disabled={offline}
          onClick={() => void accept(offer)}
          className="flex-1 max-md:h-11"
        >
          Accept
        </Button>
        <IconButton
          size="sm"
          label={`Decline ${name}, with a reason`}
          data-press="decline"
          disabled={offline}
          onClick={() => setDeclining(true)}
          className="max-md:size-11 max-md:border-border-strong"
        >
          <X aria-hidden="true" />
        </IconButton>
      </span>
      {declining && (
        <Suspense>
          <DeclineDialog handoff={offer} onClose={() => setDeclining(false)} />
        </Suspense>
      )}
    </li>
  )
}
