/** The field of the next step in its cell, open from the start. */
import type { ReactNode } from "react"
import type { LeadRowFragment } from "@/gql/graphql"
import { useRecordEdit } from "@/lib/record/use-record-edit"
import { InlineEdit } from "@/ui/InlineEdit"
import { toast } from "@/ui/toast"
import { UpdateLeadMutation } from "./queries"

type Props = { lead: LeadRowFragment; children: ReactNode }

export function NextStepEdit({ lead, children }: Props) {
  const editor = useRecordEdit(UpdateLeadMutation, lead)
  const text = lead.nextStep ?? ""
  const save = async (typed: string) => {
    try {
      await editor.save({ nextStep: typed.trim() || null })
    } catch (error) {
      // The cell is too small for a sentence: the text stays in it, the reason goes to a toast.
      toast.show({ tone: "problem", title: "Next step not saved.", description: (error as Error).message })
      throw error
    }
  }
  return (
    <>
      <InlineEdit
        label={`Next step of ${lead.name}`}
        value={text}
        onSave={save}
        onEditingChange={editor.begin}
        startsOpen
      >
        {children}
      </InlineEdit>
      {editor.dialog}
    </>
  )
}
