/** Inviting a person: who, with which role, into which teams; then the link, if no mail could take it. */
import { Check } from "lucide-react"
import { type FormEvent, useState } from "react"
import type { InviteUserMutation as Invited } from "@/gql/graphql"
import { useSend } from "@/lib/action"
import { CopyLine } from "@/lib/CopyLine"
import { refetchScreen } from "@/lib/client"
import { type Person, useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Fault } from "./Fault"
import { InviteUserMutation } from "./queries"
import { RoleSelect } from "./RoleSelect"
import { TeamChecks } from "./TeamChecks"

const shown = ["email", "name", "roleId"]

type Props = {
  /** Who was invited before and has not come yet: they get a new link, and the old one ends. */
  person?: Person
  onClose: () => void
}

export function InviteDialog({ person, onClose }: Props) {
  const { roles } = useDirectory()
  const [invite, busy] = useSend(InviteUserMutation)
  const [teamIds, setTeamIds] = useState<string[]>(person?.teamIds ?? [])
  const [failure, setFailure] = useState<Failure | null>(null)
  const [sent, setSent] = useState<Invited["inviteUser"] | null>(null)
  // The least that a newcomer needs: most people who join work with leads and deals.
  const usual = roles.find(({ id }) => id === "role:sales") ?? roles.find((role) => !role.administers)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = (name: string) => String(form.get(name) ?? "").trim()
    const { data, failure } = await invite({
      input: { email: typed("email"), name: typed("name"), roleId: typed("roleId"), teamIds },
    })
    setFailure(failure ?? null)
    if (!data) return
    setSent(data.inviteUser)
    refetchScreen()
  }
  if (sent) {
    const { user, link, mailed } = sent
    return (
      <Dialog
        open
        onOpenChange={onClose}
        guarded
        title={`${user.name} is invited`}
        description={
          mailed
            ? `A mail with the link is on its way to ${user.email}.`
            : `Mail is not set up here, so give ${user.name} this link yourself.`
        }
      >
        <CopyLine label="Invitation link" text={link} what="the link" />
        <p className="mt-1.5 text-muted-foreground text-xs">
          It works once, for seven days. Whoever has it can join as {user.name}.
        </p>
        <div className="mt-4 flex justify-end gap-2 max-md:[&>button]:flex-1">
          {!person && <Button onClick={() => setSent(null)}>Invite another</Button>}
          <Button variant="primary" icon={<Check aria-hidden="true" />} onClick={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      guarded
      title={person ? `Invite ${person.name} again` : "Invite a person"}
      description={person && "The link that they have ends with the new one."}
    >
      <form onSubmit={submit} className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <div className="col-span-full empty:hidden">
          <Fault failure={failure} shown={shown} />
        </div>
        <Field label="Work email" error={failure?.fields.email}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="off"
              required
              readOnly={Boolean(person)}
              defaultValue={person?.email}
            />
          )}
        </Field>
        <Field label="Name" error={failure?.fields.name}>
          {(control) => (
            <Input {...control} name="name" autoComplete="off" required defaultValue={person?.name} />
          )}
        </Field>
        <Field
          label="Role"
          error={failure?.fields.roleId}
          hint="What they see and change. It can be changed later."
          className="col-span-full"
        >
          {(control) => (
            <RoleSelect {...control} name="roleId" defaultValue={person?.roleId ?? usual?.id} required />
          )}
        </Field>
        <div className="col-span-full">
          <TeamChecks value={teamIds} onChange={setTeamIds} />
        </div>
        <div className="col-span-full flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Invite
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
