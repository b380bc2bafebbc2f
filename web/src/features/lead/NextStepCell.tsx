/** The next step of a lead, written in its cell. */
import { Plus } from "lucide-react"
import type { LeadRowFragment } from "@/gql/graphql"
import { useRecordEdit } from "@/lib/record/use-record-edit"
import { InlineEdit } from "@/ui/InlineEdit"
import { toast } from "@/ui/toast"
import { UpdateLeadMutation } from "./queries"

export function NextStepCell({ lead, readOnly }: { lead: LeadRowFragment; readOnly: boolean }) {
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
  if (readOnly && !text) return null
  return (
    <div className="min-w-0 flex-1">
      <InlineEdit
        label={`Next step of ${lead.name}`}
        value={text}
        onSave={save}
        onEditingChange={editor.begin}
        readOnly={readOnly}
      >
        {text || (
          <span className="inline-flex items-center gap-1 text-subtle-foreground">
            <Plus className="size-3" aria-hidden="true" />
            Add next step
          </span>
        )}
      </InlineEdit>
      {editor.dialog}
    </div>
  )
}
