/** A lead that is offered to me or to my team: the clock, and the two answers. */
import { Suspense, useState } from "react"
import type { LeadHandoffFragment } from "@/gql/graphql"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { LiveClock } from "@/lib/handoff/LiveClock"
import { useAccept } from "@/lib/handoff/use-accept"
import { useKeys } from "@/lib/keys"
import { part } from "@/lib/part"
import { Banner } from "@/ui/Banner"
import { Baton } from "@/ui/Baton"
import { Button } from "@/ui/Button"

const DeclineDialog = part(() => import("@/lib/handoff/DeclineDialog"), "DeclineDialog")

type Props = { handoff: LeadHandoffFragment; responsible: string; onAnswered: () => void }

export function OfferBanner({ handoff, responsible, onAnswered }: Props) {
  const { me, assignee, team } = useDirectory()
  const { accept, accepting } = useAccept()
  const [declining, setDeclining] = useState(false)
  const offline = useConnection() === "offline"
  const giver = handoff.ruleName ? "Routing" : (assignee(handoff.fromId)?.name.split(" ")[0] ?? "Someone")
  const queue = handoff.toId === me.id ? null : team(handoff.toId)
  const next = handoff.chain[handoff.chain.findIndex(({ current }) => current) + 1]
  const step = handoff.chain.find(({ current }) => current)
  const mayDecline = step?.mayDecline ?? true
  const take = async () => {
    await accept(handoff)
    onAnswered()
  }
  useKeys("Offer", [
    { keys: "a", label: "Accept the lead", run: () => void take() },
    ...(mayDecline ? [{ keys: "d", label: "Decline the lead", run: () => setDeclining(true) }] : []),
  ])
  return (
    <>
      <Banner
        icon={<Baton />}
        aside={<LiveClock handoff={handoff} className="bg-background" />}
        actions={
          <>
            <Button
              variant="primary"
              kbd="A"
              busy={accepting === handoff.id}
              disabled={offline}
              onClick={() => void take()}
            >
              Accept
            </Button>
            {mayDecline && (
              <Button kbd="D" disabled={offline} onClick={() => setDeclining(true)}>
                Decline…
              </Button>
            )}
          </>
        }
      >
        <strong className="font-semibold">
          {giver} offered {queue ? queue.name : "you"} this lead
          {handoff.ruleName && ` by “${handoff.ruleName}”`}.
        </strong>{" "}
        {responsible} stays responsible until {queue ? "one of you accepts" : "you accept"}.
      </Banner>
      {declining && (
        <Suspense>
          <DeclineDialog
            handoff={handoff}
            next={next?.assignee.name}
            onClose={() => setDeclining(false)}
            onDeclined={onAnswered}
          />
        </Suspense>
      )}
    </>
  )
}
