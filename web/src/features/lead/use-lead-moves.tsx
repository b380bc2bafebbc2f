/** Moving a lead to a stage: the step goes there at once and comes back, with the reason, if the server refuses. */
import { useState } from "react"
import { useAction } from "@/lib/action"
import { useDirectory } from "@/lib/directory"
import { toast } from "@/ui/toast"
import { MoveLeadMutation } from "./queries"

export function useLeadMoves(id: string, onConvert: () => void) {
  const { leadStage } = useDirectory()
  const [move] = useAction(MoveLeadMutation)
  const [moving, setMoving] = useState<string | null>(null)

  const moveTo = async (stageId: string) => {
    const stage = leadStage(stageId)
    if (!stage) return
    // A lead becomes an opportunity, and then a customer, by its deal.
    if (stage.kind === "OPPORTUNITY" || stage.kind === "CUSTOMER") return onConvert()
    setMoving(stageId)
    const { failure } = await move({ id, stageId })
    setMoving(null)
    if (failure)
      toast.show({
        tone: "problem",
        title: `Not moved to ${stage.name}.`,
        description: Object.values(failure.fields).join(" ") || failure.message,
        action: { label: "Retry", onSelect: () => void moveTo(stageId) },
      })
  }
  return { moving, moveTo }
}
