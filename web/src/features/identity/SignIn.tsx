/** Signing in, and back to the address that asked for it. */
import { Link, useSearch } from "@tanstack/react-router"
import { useState } from "react"
import { useQuery } from "urql"
import * as v from "valibot"
import { toFailure } from "@/lib/failure"
import { returnAddress } from "@/lib/session"
import { useTitle } from "@/lib/title"
import { optionalText } from "@/lib/view"
import { Button } from "@/ui/Button"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Gate } from "./Gate"
import { GateFault } from "./GateFault"
import { GateTitle } from "./GateTitle"
import { Providers } from "./Providers"
import { SignInMutation, WelcomeQuery } from "./queries"
import { SecondStep } from "./SecondStep"
import { signInProblem } from "./sign-in-words"
import { useSubmit } from "./use-submit"

const inAddress = v.object({ to: optionalText, error: optionalText })

export function SignIn() {
  useTitle("Sign in")
  const { to, error: code } = v.parse(inAddress, useSearch({ strict: false }))
  const [{ data, error }] = useQuery({ query: WelcomeQuery })
  // Who has a second factor is asked for its code once the password was right; both are sent again with it.
  const [asked, setAsked] = useState<{ email: string; password: string } | null>(null)
  const [typed, setTyped] = useState({ email: "", password: "" })
  const [codes, setCodes] = useState(0)
  const { submit, failure, busy } = useSubmit(
    SignInMutation,
    (given) => {
      const input = asked ?? { email: given("email").trim(), password: given("password") }
      setTyped(input)
      if (asked) setCodes(codes + 1)
      return { input: asked ? { ...input, code: given("code").replace(/\s/g, "") } : input }
    },
    // A full load, so that nothing of who was here before stays.
    () => window.location.replace(returnAddress(to)),
  )
  const wantsCode = failure?.field === "code" || Boolean(failure?.fields.code)
  if (wantsCode && !asked) setAsked(typed)
  const welcome = data?.welcome
  const name = welcome?.workspaceName
  const problem = failure ?? (error ? toFailure(error) : null)
  const unsaid = problem && !wantsCode && Object.keys(problem.fields).length === 0 && problem.message
  const provided = !failure && signInProblem(code)
  if (welcome?.needsSetup)
    return (
      <Gate>
        <GateTitle title="Sign in">{window.location.host}</GateTitle>
        <p className="mt-4 rounded-md border border-info-line bg-info-soft p-3 text-info-text">
          This workspace is not set up yet. Open the setup link that the server printed when it started.
        </p>
      </Gate>
    )
  if (asked)
    return (
      <Gate>
        <GateTitle title="One more step">{asked.email}</GateTitle>
        <form onSubmit={submit} className="mt-5 grid gap-4">
          {unsaid && <GateFault>{unsaid}</GateFault>}
          {/* The first time it is no mistake, only the next question. */}
          <SecondStep error={codes > 0 ? failure?.fields.code : undefined} />
          <Button type="submit" variant="primary" size="lg" block busy={busy}>
            {busy ? "Signing in…" : "Sign in"}
          </Button>
          <Button variant="ghost" onClick={() => window.location.reload()}>
            Back
          </Button>
        </form>
      </Gate>
    )
  return (
    <Gate>
      <GateTitle title={`Sign in${name ? ` to ${name}` : ""}`}>{window.location.host}</GateTitle>
      {provided && (
        <div className="mt-4">
          <GateFault>{provided}</GateFault>
        </div>
      )}
      <Providers providers={welcome?.providers ?? []} to={to} />
      <form onSubmit={submit} className="mt-5 grid gap-4">
        {unsaid && <GateFault>{unsaid}</GateFault>}
        <Field label="Work email" error={failure?.fields.email}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
        </Field>
        <Field
          label="Password"
          error={failure?.fields.password}
          aside={
            welcome?.mail && (
              <Link to={"/reset" as never} className="touch-target text-primary-text text-sm hover:underline">
                Forgot your password?
              </Link>
            )
          }
        >
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="current-password" required />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" block busy={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </Button>
      </form>
    </Gate>
  )
}
