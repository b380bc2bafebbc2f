/** Accepting a handoff: one of two who accept wins, the other is told who. */
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { useClient } from "urql"
import type { HandoffRowFragment } from "@/gql/graphql"
import { toast } from "@/ui/toast"
import { useAction } from "../action"
import { pathOfId } from "../record-type"
import { AcceptHandoffMutation, HandoffAnswerQuery } from "./queries"
import { subjectOf } from "./subject"

/** `accept(handoff)` resolves to whether it is mine now; `accepting` is the id of the one under way. */
export function useAccept() {
  const [run] = useAction(AcceptHandoffMutation)
  const [accepting, setAccepting] = useState<string | null>(null)
  const navigate = useNavigate()
  const client = useClient()

  async function accept(handoff: HandoffRowFragment): Promise<boolean> {
    const { name } = subjectOf(handoff)
    setAccepting(handoff.id)
    const { failure } = await run({ id: handoff.id })
    setAccepting(null)
    const path = pathOfId(handoff.subjectId)
    if (!failure) {
      toast.show({
        title: `You are responsible for ${name}.`,
        action: path ? { label: "Open", onSelect: () => void navigate({ to: path as never }) } : undefined,
      })
      return true
    }
    if (failure.code === "CONFLICT") {
      toast.show({ tone: "plain", title: name, description: failure.message })
      void client.query(HandoffAnswerQuery, { id: handoff.id }, { requestPolicy: "network-only" }).toPromise()
    } else
      toast.show({
        tone: "problem",
        title: `${name} was not accepted.`,
        description: failure.message,
        action: { label: "Retry", onSelect: () => void accept(handoff) },
      })
    return false
  }
  return { accept, accepting }
}
