/** What can be done with the selected leads: hand off, set a status, delete. */
import { ArrowRightLeft, CircleDot, Trash2 } from "lucide-react"
import { Suspense, useState } from "react"
import type { LeadRowFragment, LeadStatus } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { useKeys } from "@/lib/keys"
import { LazyMenu } from "@/lib/overlay/LazyMenu"
import { part } from "@/lib/part"
import { useBulkEdit } from "@/lib/record/use-bulk-edit"
import { useDelete } from "@/lib/record/use-delete"
import { Button } from "@/ui/Button"
import { statuses, statusWord } from "./lead-words"
import { UpdateLeadMutation } from "./queries"

const HandoffDialog = part(() => import("@/lib/record/HandoffDialog"), "HandoffDialog")

type Props = { leads: LeadRowFragment[]; onDone: () => void; offline: boolean }

export function LeadBulk({ leads, onDone, offline }: Props) {
  const edit = useBulkEdit(UpdateLeadMutation)
  const { can } = useDirectory()
  const [handing, setHanding] = useState(false)
  const remove = useDelete()
  const words = leads.length === 1 ? (leads[0]?.name ?? "") : `${leads.length} leads`
  const editable = can("edit", "LEAD") && !offline

  const setStatus = async (status: LeadStatus) => {
    await edit(leads, { status }, `Status set to ${statusWord(status)}.`)
    onDone()
  }
  useKeys("Selected leads", editable ? [{ keys: "a", label: "Hand off", run: () => setHanding(true) }] : [])

  return (
    <>
      {editable && (
        <>
          <Button
            variant="ghost"
            icon={<ArrowRightLeft aria-hidden="true" />}
            kbd="A"
            onClick={() => setHanding(true)}
          >
            Hand off
          </Button>
          <LazyMenu
            align="center"
            side="top"
            trigger={
              <Button variant="ghost" icon={<CircleDot aria-hidden="true" />}>
                Status
              </Button>
            }
            items={statuses.map((status) => ({
              label: statusWord(status),
              onSelect: () => void setStatus(status),
            }))}
          />
        </>
      )}
      {can("delete", "LEAD") && !offline && (
        <Button
          variant="ghost"
          icon={<Trash2 aria-hidden="true" />}
          onClick={async () => {
            await remove(
              leads.map(({ id }) => id),
              words,
            )
            onDone()
          }}
        >
          Delete
        </Button>
      )}
      {handing && (
        <Suspense>
          <HandoffDialog
            subjectId={leads.map(({ id }) => id)}
            name={words}
            onClose={() => setHanding(false)}
            onOffered={onDone}
          />
        </Suspense>
      )}
    </>
  )
}
