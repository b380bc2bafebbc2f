/** Deleting a team: its people, records and teams below go somewhere. */
import { type FormEvent, useState } from "react"
import { useSend } from "@/lib/action"
import { refetchScreen } from "@/lib/client"
import { type TeamEntry, useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { NativeSelect } from "@/ui/NativeSelect"
import { toast } from "@/ui/toast"
import { Fault } from "./Fault"
import { DeleteTeamMutation } from "./queries"
import { teamTree } from "./team-tree"

export function DeleteTeam({ team, onClose }: { team: TeamEntry; onClose: () => void }) {
  const { teams } = useDirectory()
  const [remove, busy] = useSend(DeleteTeamMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const others = teamTree(teams).filter((node) => node.team.id !== team.id)
  const below = teams.filter(({ parentId }) => parentId === team.id).length
  const people = team.memberIds.length
  const holds = [
    people > 0 && (people === 1 ? "1 person" : `${people} people`),
    below > 0 && (below === 1 ? "1 team below it" : `${below} teams below it`),
  ].filter(Boolean)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const moveToId = String(new FormData(event.currentTarget).get("moveToId") ?? "") || null
    const { failure } = await remove({ input: { id: team.id, expectedVersion: team.version, moveToId } })
    if (failure) return setFailure(failure)
    refetchScreen()
    toast.show({ title: `${team.name} is deleted.` })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      guarded
      size="sm"
      title={`Delete ${team.name}?`}
      description={holds.length > 0 ? `It has ${holds.join(" and ")}.` : "Nobody is in it."}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Fault failure={failure} shown={["moveToId"]} />
        <Field
          label="Its people and records go to"
          error={failure?.fields.moveToId}
          hint="Its queue, rules and territories too. The teams below it move up."
        >
          {(control) => (
            <NativeSelect
              {...control}
              name="moveToId"
              defaultValue={team.parentId ?? (people > 0 ? others[0]?.team.id : "") ?? ""}
            >
              <option value="">No team</option>
              {others.map(({ team, path }) => (
                <option key={team.id} value={team.id}>
                  {path}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <div className="flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" busy={busy}>
            Delete the team
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
