/** Deleting a role: whoever has it gets another. */
import { type FormEvent, useState } from "react"
import { useSend } from "@/lib/action"
import { refetchScreen } from "@/lib/client"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { toast } from "@/ui/toast"
import { Fault } from "./Fault"
import { DeleteRoleMutation } from "./queries"
import { RoleSelect } from "./RoleSelect"
import type { Role } from "./role-draft"

type Props = { role: Role; onClose: () => void; onDone: () => void }

export function DeleteRole({ role, onClose, onDone }: Props) {
  const { id, name, memberCount } = role
  const [remove, busy] = useSend(DeleteRoleMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const moveToId = String(new FormData(event.currentTarget).get("moveToId"))
    const { failure } = await remove({ input: { id, moveToId } })
    if (failure) return setFailure(failure)
    refetchScreen()
    toast.show({ title: `${name} is deleted.` })
    onDone()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      guarded
      size="sm"
      title={`Delete ${name}?`}
      description={
        memberCount === 0
          ? "Nobody has it."
          : memberCount === 1
            ? "1 person has it and needs another at once."
            : `${memberCount} people have it and need another at once.`
      }
    >
      <form onSubmit={submit} className="grid gap-4">
        <Fault failure={failure} shown={["moveToId"]} />
        <Field label="Its people get" error={failure?.fields.moveToId}>
          {(control) => <RoleSelect {...control} name="moveToId" without={id} defaultValue="role:sales" />}
        </Field>
        <div className="flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" busy={busy}>
            Delete the role
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
