/** One person: role, teams, whether they are here; their devices; letting go, and back. */
import { type FormEvent, Suspense, useState } from "react"
import { flushSync } from "react-dom"
import { useAction } from "@/lib/action"
import { refetchScreen } from "@/lib/client"
import { type Person, useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { part } from "@/lib/part"
import { Avatar } from "@/ui/Avatar"
import { Button } from "@/ui/Button"
import { Checkbox } from "@/ui/Checkbox"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Sheet } from "@/ui/Sheet"
import { toast } from "@/ui/toast"
import { Devices } from "./Devices"
import { Fault, faultWords } from "./Fault"
import { PersonState } from "./PersonState"
import { stateOf } from "./people-words"
import { ReactivateUserMutation, UpdateUserMutation } from "./queries"
import { RoleSelect } from "./RoleSelect"
import { TeamChecks } from "./TeamChecks"

const InviteDialog = part(() => import("./InviteDialog"), "InviteDialog")
const DeactivateDialog = part(() => import("./DeactivateDialog"), "DeactivateDialog")

type Props = { person: Person; onClose: () => void }

/** As sets: the order of teams says nothing. */
const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id))

export function PersonDrawer({ person, onClose }: Props) {
  const { me } = useDirectory()
  const { id, version, name, email } = person
  const [draft, setDraft] = useState(person)
  const [moveOpenRecords, setMoveOpenRecords] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [done, setDone] = useState(false)
  const [asked, setAsked] = useState<"deactivate" | "invite" | null>(null)
  const [update, saving] = useAction(UpdateUserMutation)
  const [reactivate, busy] = useAction(ReactivateUserMutation)
  const state = stateOf(person)
  const change = (patch: Partial<Person>) => setDraft((now) => ({ ...now, ...patch }))
  const moved = !same(draft.teamIds, person.teamIds)
  const changed =
    moved ||
    draft.name.trim() !== name ||
    draft.roleId !== person.roleId ||
    draft.outOfOffice !== person.outOfOffice
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { roleId, teamIds, outOfOffice } = draft
    const { failure } = await update({
      id,
      expectedVersion: draft.version,
      name: draft.name.trim(),
      roleId,
      teamIds,
      outOfOffice,
      moveOpenRecords: moved && moveOpenRecords,
    })
    if (failure) return setFailure(failure)
    refetchScreen()
    toast.show({ title: `${draft.name.trim()} is saved.` })
    // Closing leads to another address, which asks about what is not saved.
    flushSync(() => setDone(true))
    onClose()
  }
  const back = async () => {
    const { failure } = await reactivate({ id, expectedVersion: version })
    if (failure)
      return toast.show({
        tone: "problem",
        title: `${name} is still deactivated.`,
        description: faultWords(failure),
      })
    refetchScreen()
    toast.show({ title: `${name} is back.` })
  }
  if (asked)
    return (
      <Suspense>
        {asked === "deactivate" ? (
          <DeactivateDialog person={person} onClose={() => setAsked(null)} onDone={onClose} />
        ) : (
          <InviteDialog person={person} onClose={onClose} />
        )}
      </Suspense>
    )
  return (
    <Sheet open onOpenChange={onClose} title={name} description={email} unsaved={changed && !done}>
      <form onSubmit={submit} className="grid gap-4 px-2 pt-2 pb-4 md:px-1">
        <div className="flex items-center gap-3">
          <Avatar id={id} name={name} size="xl" />
          <PersonState person={person} />
          {state === "invited" && (
            <Button onClick={() => setAsked("invite")} className="ml-auto">
              Invite again…
            </Button>
          )}
        </div>
        <Fault failure={failure} shown={["name", "roleId", "teamIds"]} />
        <Field label="Name" error={failure?.fields.name}>
          {(control) => (
            <Input
              {...control}
              required
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Role"
          error={failure?.fields.roleId}
          hint={id === me.id ? "This is you: another role may end your way back here." : undefined}
        >
          {(control) => (
            <RoleSelect
              {...control}
              value={draft.roleId}
              onChange={(event) => change({ roleId: event.target.value })}
            />
          )}
        </Field>
        <TeamChecks value={draft.teamIds} onChange={(teamIds) => change({ teamIds })} />
        {moved && (
          <Checkbox checked={moveOpenRecords} onChange={() => setMoveOpenRecords(!moveOpenRecords)}>
            Move their open records too
            <span className="block text-muted-foreground">
              What they own then belongs to the new team. Otherwise it stays with the old one.
            </span>
          </Checkbox>
        )}
        {state === "active" && (
          <Checkbox checked={draft.outOfOffice} onChange={() => change({ outOfOffice: !draft.outOfOffice })}>
            Out of office
            <span className="block text-muted-foreground">New leads and handoffs pass them by.</span>
          </Checkbox>
        )}
        <div className="flex gap-2 max-md:[&>button]:flex-1">
          <Button type="submit" size="lg" variant="primary" busy={saving} disabled={!changed}>
            Save
          </Button>
          <span className="ml-auto max-md:hidden" />
          {state === "deactivated" ? (
            <Button size="lg" busy={busy} onClick={() => void back()}>
              Reactivate
            </Button>
          ) : (
            <Button size="lg" variant="danger" disabled={id === me.id} onClick={() => setAsked("deactivate")}>
              Deactivate…
            </Button>
          )}
        </div>
      </form>
      {state === "active" && (
        <div className="px-2 pt-2 md:px-1">
          <Devices userId={id} />
        </div>
      )}
    </Sheet>
  )
}
