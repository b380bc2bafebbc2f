/** Deleting a territory: its companies go to the next that takes them. */
import { useState } from "react"
import type { SettingsTerritoryFragment } from "@/gql/graphql"
import { useSend } from "@/lib/action"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { toast } from "@/ui/toast"
import { Fault } from "./Fault"
import { DeleteTerritoryMutation } from "./queries"

type Props = { territory: SettingsTerritoryFragment; onClose: () => void; onDone: () => void }

export function DeleteTerritory({ territory, onClose, onDone }: Props) {
  const { id, version, name } = territory
  const [remove, busy] = useSend(DeleteTerritoryMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = async () => {
    const { failure } = await remove({ input: { id, expectedVersion: version } })
    if (failure) return setFailure(failure)
    onDone()
    toast.show({ title: `${name} is deleted.` })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={`Delete ${name}?`}
      description="Its companies go to the next territory that takes them, or to none. Who owns a company keeps it; the team sees no more of them than its own."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" busy={busy} onClick={() => void run()}>
            Delete the territory
          </Button>
        </>
      }
    >
      <Fault failure={failure} />
    </Dialog>
  )
}
