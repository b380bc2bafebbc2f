/** The buying committee: who takes part in the decision, and how. */
import { Plus, X } from "lucide-react"
import { Suspense, useState } from "react"
import { part } from "@/lib/part"
import { RelatedList } from "@/lib/record/RelatedList"
import { RelatedRow } from "@/lib/record/RelatedRow"
import { Avatar } from "@/ui/Avatar"
import { IconButton } from "@/ui/IconButton"
import { toast } from "@/ui/toast"
import { buyingRoles } from "./buying-roles"
import type { DealEditor, DealRecord } from "./DealProperties"

const CommitteeForm = part(() => import("./CommitteeForm"), "CommitteeForm")

type Props = { deal: DealRecord; editor: DealEditor; readOnly: boolean }

export function Committee({ deal, editor, readOnly }: Props) {
  const [adding, setAdding] = useState(false)
  const remove = (contactId: string) =>
    editor
      .save({ removeContacts: [contactId] })
      .catch((problem: Error) =>
        toast.show({ tone: "problem", title: "Not removed.", description: problem.message }),
      )
  return (
    <RelatedList
      title="Buying committee"
      count={deal.contacts.length}
      action={
        !readOnly && (
          <IconButton label="Add a person" size="sm" onClick={() => setAdding(true)}>
            <Plus aria-hidden="true" />
          </IconButton>
        )
      }
    >
      {deal.contacts.map(({ contactId, contact, role }) => (
        <RelatedRow
          key={contactId}
          id={contactId}
          icon={<Avatar id={contactId} name={contact?.name ?? "?"} size="md" />}
          title={contact?.name ?? "Someone you may not see"}
          subtitle={[buyingRoles[role], contact?.jobTitle].filter(Boolean).join(", ")}
          action={
            !readOnly && (
              <IconButton
                label={`Remove ${contact?.name ?? "this person"}`}
                size="sm"
                onClick={() => void remove(contactId)}
              >
                <X className="size-3.5!" aria-hidden="true" />
              </IconButton>
            )
          }
        />
      ))}
      {deal.contacts.length === 0 && (
        <li className="pb-1 text-muted-foreground text-xs">Nobody yet. Add who decides.</li>
      )}
      {adding && (
        <Suspense>
          <CommitteeForm editor={editor} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </RelatedList>
  )
}
