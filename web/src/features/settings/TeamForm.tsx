/** A team's name, its place in the tree, its time zone; new, or to change. */
import { type FormEvent, useState } from "react"
import { useAction, useSend } from "@/lib/action"
import { refetchScreen } from "@/lib/client"
import { type TeamEntry, useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { NativeSelect } from "@/ui/NativeSelect"
import { toast } from "@/ui/toast"
import { Fault } from "./Fault"
import { CreateTeamMutation, UpdateTeamMutation } from "./queries"
import { branchOf, teamTree } from "./team-tree"

type Props = { team?: TeamEntry; parentId?: string | null; onClose: () => void }

const zones = Intl.supportedValuesOf("timeZone")

export function TeamForm({ team, parentId = null, onClose }: Props) {
  const { teams, timeZone } = useDirectory()
  const [create, creating] = useSend(CreateTeamMutation)
  const [update, updating] = useAction(UpdateTeamMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  // A team cannot stand below itself.
  const own = team ? branchOf(teams, team.id) : new Set<string>()
  const places = teamTree(teams).filter((node) => !own.has(node.team.id))
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const given = {
      name: String(form.get("name")).trim(),
      parentId: String(form.get("parentId")) || null,
      timeZone: String(form.get("timeZone")),
    }
    const { failure } = team
      ? await update({ id: team.id, expectedVersion: team.version, ...given })
      : await create({ input: given })
    if (failure) return setFailure(failure)
    refetchScreen()
    toast.show({ title: team ? `${given.name} is saved.` : `${given.name} is added.` })
    onClose()
  }
  return (
    <Dialog open onOpenChange={onClose} guarded size="sm" title={team ? team.name : "New team"}>
      <form onSubmit={submit} className="grid gap-4">
        <Fault failure={failure} shown={["name", "parentId", "timeZone"]} />
        <Field label="Name" error={failure?.fields.name}>
          {(control) => (
            <Input {...control} name="name" autoComplete="off" required defaultValue={team?.name} />
          )}
        </Field>
        <Field
          label="Below"
          error={failure?.fields.parentId}
          hint="People of the teams above see what this team has."
        >
          {(control) => (
            <NativeSelect {...control} name="parentId" defaultValue={team?.parentId ?? parentId ?? ""}>
              <option value="">No team: it stands at the top</option>
              {places.map(({ team, path }) => (
                <option key={team.id} value={team.id}>
                  {path}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <Field label="Time zone" error={failure?.fields.timeZone} hint="Its working hours count there.">
          {(control) => (
            <NativeSelect {...control} name="timeZone" defaultValue={team?.timeZone ?? timeZone}>
              {[...new Set([timeZone, team?.timeZone ?? timeZone, "UTC", ...zones])].map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <div className="flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={creating || updating}>
            {team ? "Save" : "Add the team"}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
