/** A lead that will not become a deal is closed with a reason. */
import { useAction } from "@/lib/action"
import { useDirectory } from "@/lib/directory"
import { ReasonDialog } from "@/lib/record/ReasonDialog"
import { toast } from "@/ui/toast"
import { DisqualifyLeadMutation } from "./queries"

type Props = { lead: { id: string; name: string }; onClose: () => void; onDone: () => void }

export function DisqualifyDialog({ lead, onClose, onDone }: Props) {
  const { disqualifiedReasons } = useDirectory()
  const [disqualify] = useAction(DisqualifyLeadMutation)
  return (
    <ReasonDialog
      title={`Disqualify ${lead.name}`}
      description="The lead is closed; its history stays."
      reasons={disqualifiedReasons}
      action="Disqualify"
      cancel="Keep it open"
      onClose={onClose}
      onGive={async (reasonId, note) => {
        const { failure } = await disqualify({ id: lead.id, reasonId, note })
        if (failure) return failure
        toast.show({ title: `${lead.name} is disqualified.` })
        onDone()
      }}
    />
  )
}
