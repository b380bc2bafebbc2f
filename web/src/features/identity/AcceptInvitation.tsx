/** Accepting an invitation: one's name, a password, and in. */
import { Link, useParams } from "@tanstack/react-router"
import { useQuery } from "urql"
import { toFailure } from "@/lib/failure"
import { Failed } from "@/lib/page/Failed"
import { useTitle } from "@/lib/title"
import { Button } from "@/ui/Button"
import { buttonClass } from "@/ui/button-class"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Skeleton } from "@/ui/Skeleton"
import { Gate } from "./Gate"
import { GateFault } from "./GateFault"
import { GateTitle } from "./GateTitle"
import { AcceptInvitationMutation, InvitationQuery } from "./queries"
import { useSubmit } from "./use-submit"

export function AcceptInvitation() {
  useTitle("Invitation")
  const { token = "" } = useParams({ strict: false })
  const [{ data, error }, ask] = useQuery({ query: InvitationQuery, variables: { token } })
  const { submit, failure, busy } = useSubmit(
    AcceptInvitationMutation,
    (typed) => ({ input: { token, name: typed("name").trim(), password: typed("password") } }),
    () => window.location.replace("/"),
  )
  if (!data)
    return (
      <Gate>
        {error ? (
          <Failed
            action="open the invitation"
            failure={toFailure(error)}
            onRetry={() => ask({ requestPolicy: "network-only" })}
          />
        ) : (
          <div role="status" aria-label="Loading the invitation" className="grid gap-4">
            <Skeleton className="h-7 w-56" />
            <Skeleton className="h-9 w-full" />
            <Skeleton className="h-9 w-full" />
          </div>
        )}
      </Gate>
    )
  const { invitation } = data
  if (!invitation)
    return (
      <Gate>
        <GateTitle title="This invitation does not work any more">
          It was used, it has run out, or a newer one was sent. Ask who invited you for a new link.
        </GateTitle>
        <Link
          to={"/sign-in" as never}
          className={buttonClass({ size: "lg", block: true, className: "mt-5" })}
        >
          Sign in
        </Link>
      </Gate>
    )
  const said = failure?.fields.name || failure?.fields.password
  return (
    <Gate>
      <GateTitle title={`Join ${invitation.workspaceName}`}>{window.location.host}</GateTitle>
      <form onSubmit={submit} className="mt-5 grid gap-4">
        {failure && !said && <GateFault>{failure.message}</GateFault>}
        <Field label="Work email">
          {(control) => <Input {...control} autoComplete="username" value={invitation.email} readOnly />}
        </Field>
        <Field label="Your name" error={failure?.fields.name}>
          {(control) => (
            <Input {...control} name="name" autoComplete="name" defaultValue={invitation.name} required />
          )}
        </Field>
        <Field
          label="Password"
          error={failure?.fields.password}
          hint="Four or more words that do not belong together, for example."
        >
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="new-password" required />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" block busy={busy}>
          {busy ? "Joining…" : "Join"}
        </Button>
      </form>
    </Gate>
  )
}
