/** The first start: names the workspace and makes its first person, with the token of the one-time link. */
import { useSearch } from "@tanstack/react-router"
import { useState } from "react"
import * as v from "valibot"
import { useTitle } from "@/lib/title"
import { optionalText } from "@/lib/view"
import { Button } from "@/ui/Button"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Gate } from "./Gate"
import { GateFault } from "./GateFault"
import { GateTitle } from "./GateTitle"
import { SetUpMutation } from "./queries"
import { StartChoice } from "./StartChoice"
import { useSubmit } from "./use-submit"

const fields = [
  { name: "workspaceName", label: "Workspace", autoComplete: "organization", type: "text" },
  { name: "name", label: "Your name", autoComplete: "name", type: "text" },
  { name: "email", label: "Work email", autoComplete: "username", type: "email" },
  { name: "password", label: "Password", autoComplete: "new-password", type: "password" },
] as const

export function SetUp() {
  useTitle("Set up")
  const { token } = v.parse(v.object({ token: optionalText }), useSearch({ strict: false }))
  const [sampleData, setSampleData] = useState(false)
  const { submit, failure, busy } = useSubmit(
    SetUpMutation,
    (typed) => ({
      input: {
        token: token ?? "",
        workspaceName: typed("workspaceName").trim(),
        name: typed("name").trim(),
        email: typed("email").trim(),
        password: typed("password"),
        sampleData,
      },
    }),
    () => window.location.replace("/"),
  )
  const shown = fields.some(({ name }) => failure?.fields[name])
  return (
    <Gate>
      <GateTitle title="Set up your workspace">It takes a minute; everything can be changed later.</GateTitle>
      {!token && (
        <p
          role="alert"
          className="mt-4 rounded-md border border-warning-line bg-warning-soft p-3 text-warning-text"
        >
          The link is incomplete. Open the whole setup link that the server printed when it started.
        </p>
      )}
      <form onSubmit={submit} className="mt-5 grid gap-4">
        {failure && !shown && <GateFault>{failure.message}</GateFault>}
        {fields.map(({ name, label, ...input }) => (
          <Field
            key={name}
            label={label}
            error={failure?.fields[name]}
            hint={
              name === "password" ? "Four or more words that do not belong together, for example." : undefined
            }
          >
            {(control) => <Input {...control} {...input} name={name} required />}
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
