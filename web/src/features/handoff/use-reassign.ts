/** Offering the record to somebody else instead. */
import { useAction } from "@/lib/action"
import { useDirectory } from "@/lib/directory"
import { subjectOf } from "@/lib/handoff/subject"
import { OfferHandoffMutation } from "@/lib/record/queries"
import { toast } from "@/ui/toast"
import type { FullHandoff } from "./HandoffDetail"

export function useReassign(handoff: FullHandoff, onDone: () => void) {
  const [run] = useAction(OfferHandoffMutation)
  const { assignee } = useDirectory()
  const { name } = subjectOf(handoff)
  return async function reassign(toId: string): Promise<void> {
    const { subjectId, reason, note } = handoff
    const { failure } = await run({ subjectId, toId, reason, note })
    if (!failure) {
      toast.show({ title: `Offered ${name} to ${assignee(toId)?.name ?? "somebody else"}.` })
      return onDone()
    }
    toast.show({
      tone: "problem",
      title: `${name} was not reassigned.`,
      description: failure.message,
      action: { label: "Retry", onSelect: () => void reassign(toId) },
    })
  }
}
