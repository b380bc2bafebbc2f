/** Asking for a link that sets a new password. Whether an address is known is not told. */
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { useTitle } from "@/lib/title"
import { Button } from "@/ui/Button"
import { buttonClass } from "@/ui/button-class"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Gate } from "./Gate"
import { GateFault } from "./GateFault"
import { GateTitle } from "./GateTitle"
import { RequestResetMutation } from "./queries"
import { useSubmit } from "./use-submit"

export function RequestReset() {
  useTitle("Forgot your password?")
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [email, setEmail] = useState("")
  const { submit, failure, busy } = useSubmit(
    RequestResetMutation,
    () => ({ input: { email: email.trim() } }),
    () => setSentTo(email.trim()),
  )
  const back = (
    <Link to={"/sign-in" as never} className={buttonClass({ variant: "ghost", size: "lg", block: true })}>
      Back to sign in
    </Link>
  )
  if (sentTo)
    return (
      <Gate>
        <GateTitle title="Look into your mail" />
        <p role="status" className="mt-2 mb-5 text-base text-muted-foreground">
          If <span className="font-medium text-foreground">{sentTo}</span> has an account here, a link is on
          its way. It works for an hour, once.
        </p>
        {back}
      </Gate>
    )
  return (
    <Gate>
      <GateTitle title="Forgot your password?">
        Tell your address, and a link to set a new one comes by mail.
      </GateTitle>
      <form onSubmit={submit} className="mt-5 mb-2 grid gap-4">
        {failure && !failure.fields.email && <GateFault>{failure.message}</GateFault>}
        <Field label="Work email" error={failure?.fields.email}>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" block busy={busy}>
          Send the link
        </Button>
      </form>
      {back}
    </Gate>
  )
}
