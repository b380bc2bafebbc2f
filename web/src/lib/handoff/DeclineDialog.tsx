/** Asks why a handoff is declined; it then goes to the next in the chain. */
import type { HandoffRowFragment } from "@/gql/graphql"
import { toast } from "@/ui/toast"
import { useAction } from "../action"
import { useDirectory } from "../directory"
import { ReasonDialog } from "../record/ReasonDialog"
import { DeclineHandoffMutation } from "./queries"
import { subjectOf } from "./subject"

type Props = {
  handoff: HandoffRowFragment
  /** Who is offered it next, if that is known. */
  next?: string
  onClose: () => void
  onDeclined?: () => void
}

export function DeclineDialog({ handoff, next, onClose, onDeclined }: Props) {
  const { declineReasons } = useDirectory()
  const [decline] = useAction(DeclineHandoffMutation)
  const { name } = subjectOf(handoff)
  return (
    <ReasonDialog
      title={`Decline ${name}?`}
      description={next ? `${next} is offered it next.` : "It goes to the next in its chain."}
      reasons={declineReasons}
      action="Decline"
      cancel="Keep it"
      variant="primary"
      noteHint="The giver and the next in the chain read it."
      onClose={onClose}
      onGive={async (reasonId, note) => {
        const { failure } = await decline({ id: handoff.id, reasonId, note })
        if (failure) return failure
        toast.show({ title: `Declined ${name}.`, description: next && `${next} is offered it now.` })
        onDeclined?.()
      }}
    />
  )
}
