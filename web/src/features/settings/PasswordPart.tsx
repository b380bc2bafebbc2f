/** A new password; it ends all other sessions. */
import { type FormEvent, useState } from "react"
import { useSend } from "@/lib/action"
import { refetchScreen } from "@/lib/client"
import { useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { toast } from "@/ui/toast"
import { Fault } from "./Fault"
import { Part } from "./Part"
import { ChangePasswordMutation } from "./queries"

const fields = [
  { name: "current", label: "Current password", autoComplete: "current-password" },
  { name: "password", label: "New password", autoComplete: "new-password" },
] as const

export function PasswordPart() {
  const { viewer } = useDirectory()
  const [change, busy] = useSend(ChangePasswordMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  if (!viewer.hasPassword)
    return (
      <Part title="Password">
        <p className="text-muted-foreground">
          You sign in with your company's account; there is no password here.
        </p>
      </Part>
    )
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const { failure } = await change({
      input: { current: String(given.get("current")), password: String(given.get("password")) },
    })
    setFailure(failure ?? null)
    if (failure) return
    form.reset()
    refetchScreen()
    toast.show({ title: "Your password is changed.", description: "You are signed out everywhere else." })
  }
  return (
    <Part title="Password" description="Changing it signs you out on all other devices.">
      <form onSubmit={submit} className="grid gap-4">
        <Fault failure={failure} shown={fields.map(({ name }) => name)} />
        <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
          {/* For password managers: which account this is. */}
          <input
            hidden
            readOnly
            type="text"
            name="username"
            autoComplete="username"
            value={viewer.user.email}
          />
          {fields.map(({ name, label, ...input }) => (
            <Field
              key={name}
              label={label}
              error={failure?.fields[name]}
              hint={
                name === "password"
                  ? "Four or more words that do not belong together, for example."
                  : undefined
              }
            >
              {(control) => <Input {...control} {...input} name={name} type="password" required />}
            </Field>
          ))}
        </div>
        <Button type="submit" size="lg" busy={busy} className="justify-self-start">
          Change the password
        </Button>
      </form>
    </Part>
  )
}
