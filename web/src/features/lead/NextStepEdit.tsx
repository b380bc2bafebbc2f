/** The field of the next step in its cell, open from the start. */
import type { ReactNode } from "react"
import type { LeadRowFragment } from "@/gql/graphql"
import { useRecordEdit } from "@/lib/record/use-record-edit"
import { InlineEdit } from "@/ui/InlineEdit"
import { UpdateLeadMutation } from "./queries"

type Props = { lead: LeadRowFragment; children: ReactNode }

export function NextStepEdit({ lead, children }: Props) {
  const editor = useRecordEdit(UpdateLeadMutation, lead)
  return (
    <>
      <InlineEdit
        label={`Next step of ${lead.name}`}
        value={lead.nextStep ?? ""}
        onSave={(typed) => editor.save({ nextStep: typed.trim() || null })}
        onEditingChange={editor.begin}
        startsOpen
        narrow
      >
        {children}
      </InlineEdit>
      {editor.dialog}
    </>
  )
}
