/** The answer to a handoff: accept, decline, reassign; and the way to the next one. */
import { ChevronDown, ChevronUp } from "lucide-react"
import { Suspense, useState } from "react"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { useAccept } from "@/lib/handoff/use-accept"
import { useKeys } from "@/lib/keys"
import { LazyPicker } from "@/lib/overlay/LazyPicker"
import { part } from "@/lib/part"
import { assigneeOptions } from "@/lib/record/people-options"
import { Button } from "@/ui/Button"
import { IconButton } from "@/ui/IconButton"
import type { FullHandoff } from "./HandoffDetail"
import { stateWords } from "./handoff-words"
import { useReassign } from "./use-reassign"

const DeclineDialog = part(() => import("@/lib/handoff/DeclineDialog"), "DeclineDialog")

type Props = {
  handoff: FullHandoff
  /** Offered to me or to one of my teams. */
  mine: boolean
  place?: { at: number; of: number }
  onStep: (by: number) => void
  onAnswered: () => void
}

export function HandoffAnswer({ handoff, mine, place, onStep, onAnswered }: Props) {
  const directory = useDirectory()
  const [declining, setDeclining] = useState(false)
  const { me, user } = directory
  const { accept, accepting } = useAccept()
  const reassign = useReassign(handoff, onAnswered)
  const offered = handoff.state === "OFFERED"
  const offline = useConnection() === "offline"
  const at = handoff.chain.findIndex(({ current }) => current)
  const mayDecline = handoff.chain[at]?.mayDecline ?? true
  const next = handoff.chain[at + 1]?.assignee.name
  const take = async () => {
    if (await accept(handoff)) onAnswered()
  }
  const giver = handoff.fromId === me.id
  const pick = () => document.getElementById("reassign-handoff")?.click()
  useKeys("Handoffs", [
    { keys: "j", label: "Next handoff", run: () => onStep(1) },
    { keys: "k", label: "Handoff before", run: () => onStep(-1) },
    ...(offered && mine && !offline ? [{ keys: "a", label: "Accept", run: () => void take() }] : []),
    ...(offered && mine && mayDecline
      ? [{ keys: "d", label: "Decline", run: () => setDeclining(true) }]
      : []),
    ...(offered && (mine || giver) ? [{ keys: "o", label: "Reassign", run: pick }] : []),
  ])
  const by = handoff.answeredById === me.id ? "you" : user(handoff.answeredById)?.name
  return (
    <div className="flex flex-none flex-wrap items-center gap-2 border-t bg-background px-7 py-3 max-md:px-4">
      {offered && mine && (
        <Button
          variant="primary"
          kbd="A"
          busy={accepting === handoff.id}
          disabled={offline}
          onClick={() => void take()}
          className="max-md:flex-1"
        >
          Accept
        </Button>
      )}
      {offered && mine && mayDecline && (
        <Button kbd="D" disabled={offline} onClick={() => setDeclining(true)} className="max-md:flex-1">
          Decline…
        </Button>
      )}
      {offered && (mine || giver) && (
        <LazyPicker
          label="Offer it to"
          options={assigneeOptions(directory).filter(({ id }) => id !== handoff.toId)}
          value={null}
          onChange={(toId) => void reassign(toId)}
          trigger={
            <Button id="reassign-handoff" variant="ghost" kbd="O" disabled={offline}>
              Reassign…
            </Button>
          }
        />
      )}
      {offered && mine && !mayDecline && (
        <span className="text-muted-foreground">The workspace's default owner cannot decline.</span>
      )}
      {offered && !mine && !giver && (
        <span className="text-muted-foreground">Only the taker can answer it.</span>
      )}
      {!offered && (
        <p role="status" className="text-muted-foreground">
          {stateWords[handoff.state]}
          {by && ` by ${by}`}
        </p>
      )}
      {place && (
        <span className="ml-auto flex items-center gap-1 max-md:hidden">
          <span className="mr-1 whitespace-nowrap text-subtle-foreground tabular-nums">
            {place.at + 1} of {place.of}
          </span>
          <IconButton label="Previous handoff" kbd="K" disabled={place.at === 0} onClick={() => onStep(-1)}>
            <ChevronUp aria-hidden="true" />
          </IconButton>
          <IconButton
            label="Next handoff"
            kbd="J"
            disabled={place.at + 1 >= place.of}
            onClick={() => onStep(1)}
          >
            <ChevronDown aria-hidden="true" />
          </IconButton>
        </span>
      )}
      {declining && (
        <Suspense>
          <DeclineDialog
            handoff={handoff}
            next={next}
            onClose={() => setDeclining(false)}
            onDeclined={onAnswered}
          />
        </Suspense>
      )}
    </div>
  )
}
