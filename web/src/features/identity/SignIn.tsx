/** Signing in, and back to the address that asked for it. */
import { useSearch } from "@tanstack/react-router"
import { CircleAlert } from "lucide-react"
import { type FormEvent, useState } from "react"
import { useClient, useQuery } from "urql"
import * as v from "valibot"
import { send } from "@/lib/action"
import { type Failure, toFailure } from "@/lib/failure"
import { returnAddress } from "@/lib/session"
import { useTitle } from "@/lib/title"
import { optionalText } from "@/lib/view"
import { Button } from "@/ui/Button"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Gate } from "./Gate"
import { SignInMutation, WelcomeQuery } from "./queries"

export function SignIn() {
  useTitle("Sign in")
  const client = useClient()
  const { to } = v.parse(v.object({ to: optionalText }), useSearch({ strict: false }))
  const [{ data, error }] = useQuery({ query: WelcomeQuery })
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const workspace = data?.welcome.workspaceName
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setFailure(null)
    const input = { email: String(form.get("email")).trim(), password: String(form.get("password")) }
    const { failure } = await send(client, SignInMutation, { input })
    // A full load, so that nothing of who was here before stays.
    if (!failure) return window.location.replace(returnAddress(to))
    setFailure(failure)
    setBusy(false)
  }
  const problem = failure ?? (error ? toFailure(error) : null)
  return (
    <Gate>
      <h1 className="font-semibold text-[24px] leading-8 tracking-[-0.024em]">
        Sign in{workspace ? ` to ${workspace}` : ""}
      </h1>
      <p className="mt-0.5 text-base text-muted-foreground">{window.location.host}</p>
      {data?.welcome.needsSetup ? (
        <p className="mt-4 rounded-md border border-info-line bg-info-soft p-3 text-info-text">
          This workspace is not set up yet. Open the setup link that the server printed when it started.
        </p>
      ) : (
        <form onSubmit={submit} className="mt-5 grid gap-4">
          {problem && Object.keys(problem.fields).length === 0 && (
            <p role="alert" className="flex items-start gap-1.5 text-danger-text">
              <CircleAlert className="mt-0.5 size-3.5" aria-hidden="true" />
              {problem.message}
            </p>
          )}
          <Field label="Work email" error={failure?.fields.email}>
            {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
          </Field>
          <Field label="Password" error={failure?.fields.password}>
            {(control) => (
              <Input {...control} name="password" type="password" autoComplete="current-password" required />
            )}
          </Field>
          <Button type="submit" variant="primary" size="lg" block busy={busy}>
            {busy ? "Signing in…" : "Sign in"}
          </Button>
        </form>
      )}
    </Gate>
  )
}
