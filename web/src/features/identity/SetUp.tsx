/** The first start: names the workspace and makes its first person, with the token of the one-time link. */
import { useSearch } from "@tanstack/react-router"
import { CircleAlert } from "lucide-react"
import { type FormEvent, useState } from "react"
import { useClient } from "urql"
import * as v from "valibot"
import { send } from "@/lib/action"
import type { Failure } from "@/lib/failure"
import { useTitle } from "@/lib/title"
import { optionalText } from "@/lib/view"
import { Button } from "@/ui/Button"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Gate } from "./Gate"
import { SetUpMutation } from "./queries"
import { StartChoice } from "./StartChoice"

const fields = [
  { name: "workspaceName", label: "Workspace", autoComplete: "organization", type: "text" },
  { name: "name", label: "Your name", autoComplete: "name", type: "text" },
  { name: "email", label: "Work email", autoComplete: "username", type: "email" },
  { name: "password", label: "Password", autoComplete: "new-password", type: "password" },
] as const

export function SetUp() {
  useTitle("Set up")
  const client = useClient()
  const { token } = v.parse(v.object({ token: optionalText }), useSearch({ strict: false }))
  const [sampleData, setSampleData] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const given = (name: string) => String(form.get(name) ?? "")
    setBusy(true)
    setFailure(null)
    const { failure } = await send(client, SetUpMutation, {
      input: {
        token: token ?? "",
        workspaceName: given("workspaceName").trim(),
        name: given("name").trim(),
        email: given("email").trim(),
        password: given("password"),
        sampleData,
      },
    })
    if (!failure) return window.location.replace("/")
    setFailure(failure)
    setBusy(false)
  }
  const shown = fields.some(({ name }) => failure?.fields[name])
  return (
    <Gate>
      <h1 className="font-semibold text-[24px] leading-8 tracking-[-0.024em]">Set up your workspace</h1>
      <p className="mt-0.5 text-base text-muted-foreground">
        It takes a minute; everything can be changed later.
      </p>
      {!token && (
        <p
          role="alert"
          className="mt-4 rounded-md border border-warning-line bg-warning-soft p-3 text-warning-text"
        >
          The link is incomplete. Open the whole setup link that the server printed when it started.
        </p>
      )}
      <form onSubmit={submit} className="mt-5 grid gap-4">
        {failure && !shown && (
          <p role="alert" className="flex items-start gap-1.5 text-danger-text">
            <CircleAlert className="mt-0.5 size-3.5" aria-hidden="true" />
            {failure.message}
          </p>
        )}
        {fields.map(({ name, label, ...input }) => (
          <Field
            key={name}
            label={label}
            error={failure?.fields[name]}
            hint={name === "password" ? "At least 10 characters." : undefined}
          >
            {(control) => (
              <Input
                {...control}
                {...input}
                name={name}
                required
                minLength={name === "password" ? 10 : undefined}
              />
            )}
          </Field>
        ))}
        <StartChoice sampleData={sampleData} onChange={setSampleData} />
        <Button type="submit" variant="primary" size="lg" block busy={busy} disabled={!token}>
          {busy ? "Setting up…" : "Set up"}
        </Button>
      </form>
    </Gate>
  )
}
