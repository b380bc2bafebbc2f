/** A new role, begun as a copy of one that is near to it. */
import { type FormEvent, useState } from "react"
import { flushSync } from "react-dom"
import { useAction } from "@/lib/action"
import { refetchScreen } from "@/lib/client"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { NativeSelect } from "@/ui/NativeSelect"
import { Fault } from "./Fault"
import { CreateRoleMutation } from "./queries"

type Props = {
  roles: readonly { id: string; name: string }[]
  /** The role to copy, when that is settled. */
  copyOf?: { id: string; name: string }
  onClose: () => void
  onMade: (id: string) => void
}

export function NewRole({ roles, copyOf, onClose, onMade }: Props) {
  const [create, busy] = useAction(CreateRoleMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = (name: string) => String(form.get(name) ?? "").trim()
    const { data, failure } = await create({
      name: typed("name"),
      description: typed("description"),
      copyOfId: typed("copyOfId") || null,
    })
    if (failure) return setFailure(failure)
    refetchScreen()
    // It is gone before what follows: nothing in it is unsaved any more.
    flushSync(onClose)
    onMade(data.createRole.id)
  }
  return (
    <Dialog open onOpenChange={onClose} guarded size="sm" title={copyOf ? `Copy ${copyOf.name}` : "New role"}>
      <form onSubmit={submit} className="grid gap-4">
        <Fault failure={failure} shown={["name", "description", "copyOfId"]} />
        <Field label="Name" error={failure?.fields.name}>
          {(control) => (
            <Input
              {...control}
              name="name"
              autoComplete="off"
              required
              defaultValue={copyOf && `${copyOf.name}, copy`}
            />
          )}
        </Field>
        <Field label="What it is for" optional error={failure?.fields.description}>
          {(control) => <Input {...control} name="description" autoComplete="off" />}
        </Field>
        <Field
          label="Begins as a copy of"
          error={failure?.fields.copyOfId}
          hint="You change it afterwards; nobody has it yet."
        >
          {(control) => (
            <NativeSelect
              {...control}
              name="copyOfId"
              defaultValue={copyOf?.id ?? roles.find(({ id }) => id === "role:sales")?.id ?? ""}
            >
              <option value="">Nothing: it may do nothing at first</option>
              {roles.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <div className="flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Make the role
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
