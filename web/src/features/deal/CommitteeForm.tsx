/** Adds a person to the buying committee. */
import { type FormEvent, useState } from "react"
import type { BuyingRole } from "@/gql/graphql"
import { type Picked, RecordPicker } from "@/lib/record/RecordPicker"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Select } from "@/ui/Select"
import { buyingRoles } from "./buying-roles"
import type { DealEditor } from "./DealProperties"

const roles = (Object.keys(buyingRoles) as BuyingRole[]).map((id) => ({ id, label: buyingRoles[id] }))

export function CommitteeForm({ editor, onClose }: { editor: DealEditor; onClose: () => void }) {
  const [contact, setContact] = useState<Picked | null>(null)
  const [role, setRole] = useState<BuyingRole>("DECISION_MAKER")
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!contact) return
    setBusy(true)
    try {
      await editor.save({ addContacts: [{ contactId: contact.id, role }] })
      onClose()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "Not added.")
      setBusy(false)
    }
  }
  return (
    <Dialog open onOpenChange={onClose} title="Add to the buying committee" size="sm" guarded>
      <form onSubmit={submit} className="grid gap-4">
        <Field label="Person" error={problem ?? undefined} required>
          {(control) => (
            <RecordPicker
              type="CONTACT"
              label="Person"
              control={control}
              value={contact}
              onChange={setContact}
            />
          )}
        </Field>
        <Field label="Role">
          {(control) => <Select {...control} options={roles} value={role} onChange={setRole} />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!contact}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
