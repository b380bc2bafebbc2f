/** A territory's name, which companies it takes, who works them; new, or to change. */
import { type FormEvent, useState } from "react"
import type { ConditionInput, SettingsTerritoryFragment } from "@/gql/graphql"
import { useAction } from "@/lib/action"
import { useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { NativeSelect } from "@/ui/NativeSelect"
import { toast } from "@/ui/toast"
import { ConditionEditor } from "./ConditionEditor"
import { Fault } from "./Fault"
import { CreateTerritoryMutation, UpdateTerritoryMutation } from "./queries"
import { teamTree } from "./team-tree"

type Props = { territory?: SettingsTerritoryFragment; onClose: () => void; onDone: () => void }

/** Owner and team follow from the territory, so they are nothing to divide by. */
const following = ["ownerId", "teamId"]

export function TerritoryForm({ territory, onClose, onDone }: Props) {
  const { teams, users } = useDirectory()
  const [create, creating] = useAction(CreateTerritoryMutation)
  const [update, updating] = useAction(UpdateTerritoryMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [condition, setCondition] = useState((territory?.condition ?? null) as ConditionInput | null)
  const [complete, setComplete] = useState(true)
  const [asked, setAsked] = useState(false)
  const unsaid = !condition ? "Say which companies it takes." : !complete && "A row has no value yet."
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setAsked(true)
    if (unsaid || !condition) return
    const form = new FormData(event.currentTarget)
    const given = {
      name: String(form.get("name")).trim(),
      teamId: String(form.get("teamId")),
      ownerId: String(form.get("ownerId")) || null,
      condition,
    }
    const { failure } = territory
      ? await update({ id: territory.id, expectedVersion: territory.version, ...given })
      : await create(given)
    if (failure) return setFailure(failure)
    onDone()
    toast.show({
      title: territory ? `${given.name} is saved.` : `${given.name} is added, behind the others.`,
    })
    onClose()
  }
  const refused = Object.entries(failure?.fields ?? {}).find(([field]) => field.startsWith("condition"))
  const shown = ["name", "teamId", "ownerId", ...(refused ? [refused[0]] : [])]
  const problem = refused?.[1] ?? (asked && unsaid)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      guarded
      title={territory ? territory.name : "New territory"}
      className="md:w-[600px]"
    >
      <form onSubmit={submit} className="grid gap-4">
        <Fault failure={failure} shown={shown} />
        <Field label="Name" error={failure?.fields.name}>
          {(control) => (
            <Input {...control} name="name" autoComplete="off" required defaultValue={territory?.name} />
          )}
        </Field>
        <div>
          <ConditionEditor
            object="COMPANY"
            label="Companies"
            saved={condition}
            disabled={false}
            without={following}
            onChange={(next, whole) => {
              setCondition(next)
              setComplete(whole)
            }}
          />
          {problem && (
            <p role="alert" className="mt-1 text-danger-text">
              {problem}
            </p>
          )}
        </div>
        <Field
          label="Team"
          error={failure?.fields.teamId}
          hint="Its people, and those of the teams above, work these companies as their own."
        >
          {(control) => (
            <NativeSelect {...control} name="teamId" required defaultValue={territory?.teamId ?? ""}>
              <option value="" disabled>
                Choose…
              </option>
              {teamTree(teams).map(({ team, path }) => (
                <option key={team.id} value={team.id}>
                  {path}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <Field
          label="Owner"
          optional
          error={failure?.fields.ownerId}
          hint="Gets a company that comes in without an owner. Those that are here already stay as they are."
        >
          {(control) => (
            <NativeSelect {...control} name="ownerId" defaultValue={territory?.ownerId ?? ""}>
              <option value="">Nobody</option>
              {users
                .filter(({ active }) => active)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </NativeSelect>
          )}
        </Field>
        <div className="flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={creating || updating}>
            {territory ? "Save" : "Add the territory"}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
