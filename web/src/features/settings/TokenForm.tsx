/** A new API token: its name, what it may do, until when; then its secret, shown this once. */
import { type FormEvent, useState } from "react"
import { useSend } from "@/lib/action"
import { CopyLine } from "@/lib/CopyLine"
import { serverNow } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { NativeSelect } from "@/ui/NativeSelect"
import { Fault } from "./Fault"
import { CreateTokenMutation } from "./queries"

const lives = [
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
  { days: 365, label: "A year" },
]

type Props = { onClose: () => void; onMade: () => void }

export function TokenForm({ onClose, onMade }: Props) {
  const { roles, me, role } = useDirectory()
  const [create, busy] = useSend(CreateTokenMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const days = Number(form.get("days"))
    const { data, failure } = await create({
      input: {
        name: String(form.get("name")).trim(),
        roleId: String(form.get("roleId")) || null,
        expiresAt: new Date(serverNow() + days * 86_400_000).toISOString(),
      },
    })
    setFailure(failure ?? null)
    if (!data) return
    const { secret, token } = data.createToken
    setMade({ name: token.name, secret })
    onMade()
  }
  if (made)
    return (
      <Dialog
        open
        onOpenChange={onClose}
        guarded
        title={`${made.name} is ready`}
        description="Copy the token now: it is not shown again. Whoever has it can do what it may do."
      >
        <CopyLine label="Token" text={made.secret} what="the token" />
        <div className="mt-4 flex justify-end">
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    )
  return (
    <Dialog open onOpenChange={onClose} guarded size="sm" title="New API token">
      <form onSubmit={submit} className="grid gap-4">
        <Fault failure={failure} shown={["name", "roleId", "expiresAt"]} />
        <Field label="Name" error={failure?.fields.name} hint="What uses it, such as “Website forms”.">
          {(control) => <Input {...control} name="name" autoComplete="off" required />}
        </Field>
        <Field
          label="Role"
          error={failure?.fields.roleId}
          hint="It never does more than both this role and yours allow."
        >
          {(control) => (
            <NativeSelect {...control} name="roleId" defaultValue="">
              <option value="">Mine: {role(me.roleId)?.name}</option>
              {roles
                .filter(({ id }) => id !== me.roleId)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </NativeSelect>
          )}
        </Field>
        <Field label="Works for" error={failure?.fields.expiresAt}>
          {(control) => (
            <NativeSelect {...control} name="days" defaultValue="90">
              {lives.map(({ days, label }) => (
                <option key={days} value={days}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <div className="flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Make the token
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
