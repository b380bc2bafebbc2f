/** Switching the second factor off: only with the password and a code. */
import { type FormEvent, useState } from "react"
import { useSend } from "@/lib/action"
import { refetchScreen } from "@/lib/client"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { toast } from "@/ui/toast"
import { Fault } from "./Fault"
import { RemoveSecondFactorMutation } from "./queries"

export function SecondFactorRemove({ onClose }: { onClose: () => void }) {
  const [remove, busy] = useSend(RemoveSecondFactorMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const code = String(form.get("code")).replace(/\s/g, "")
    const { failure } = await remove({ input: { password: String(form.get("password")), code } })
    if (failure) return setFailure(failure)
    refetchScreen()
    toast.show({ title: "The second factor is off." })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      guarded
      size="sm"
      title="Switch the second factor off?"
      description="From then on your password alone lets you in. The recovery codes end too."
    >
      <form onSubmit={submit} className="grid gap-4">
        <Fault failure={failure} shown={["password", "code"]} />
        <Field label="Password" error={failure?.fields.password}>
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="current-password" required />
          )}
        </Field>
        <Field label="Code" error={failure?.fields.code} hint="From the app, or a recovery code.">
          {(control) => (
            <Input {...control} name="code" autoComplete="one-time-code" required className="font-mono" />
          )}
        </Field>
        <div className="flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" busy={busy}>
            Switch off
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
