/** A new password, by the link that came by mail; afterwards the person is in. */
import { Link, useParams } from "@tanstack/react-router"
import { useTitle } from "@/lib/title"
import { Button } from "@/ui/Button"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Gate } from "./Gate"
import { GateFault } from "./GateFault"
import { GateTitle } from "./GateTitle"
import { ResetPasswordMutation } from "./queries"
import { useSubmit } from "./use-submit"

export function ResetPassword() {
  useTitle("Set a new password")
  const { token = "" } = useParams({ strict: false })
  const { submit, failure, busy } = useSubmit(
    ResetPasswordMutation,
    (typed) => ({ input: { token, password: typed("password") } }),
    () => window.location.replace("/"),
  )
  return (
    <Gate>
      <GateTitle title="Set a new password">Everywhere else you will be signed out.</GateTitle>
      <form onSubmit={submit} className="mt-5 grid gap-4">
        {failure && !failure.fields.password && (
          <GateFault>
            {failure.fields.token ?? failure.message}{" "}
            <Link to={"/reset" as never} className="underline underline-offset-[3px]">
              Ask for a new link
            </Link>
          </GateFault>
        )}
        <Field
          label="New password"
          error={failure?.fields.password}
          hint="Four or more words that do not belong together, for example."
        >
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="new-password" required />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" block busy={busy}>
          Set it and sign in
        </Button>
      </form>
    </Gate>
  )
}
