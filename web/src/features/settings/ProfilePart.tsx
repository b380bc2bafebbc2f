/** One's name as others see it, and whether one is out of office. */
import { type FormEvent, useState } from "react"
import { useAction } from "@/lib/action"
import { useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { Avatar } from "@/ui/Avatar"
import { Button } from "@/ui/Button"
import { Checkbox } from "@/ui/Checkbox"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { toast } from "@/ui/toast"
import { useUnsaved } from "@/ui/unsaved"
import { Fault } from "./Fault"
import { Part } from "./Part"
import { UpdateUserMutation } from "./queries"

export function ProfilePart() {
  const { me, role, team } = useDirectory()
  const [update, busy] = useAction(UpdateUserMutation)
  const [name, setName] = useState(me.name)
  const [failure, setFailure] = useState<Failure | null>(null)
  useUnsaved(() => name.trim() !== me.name)
  const save = async (patch: { name?: string; outOfOffice?: boolean }, done: string) => {
    const { failure } = await update({ id: me.id, expectedVersion: me.version, ...patch })
    setFailure(failure ?? null)
    if (!failure) toast.show({ title: done })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save({ name: name.trim() }, "Your name is changed.")
  }
  const teams = me.teamIds.flatMap((id) => team(id)?.name ?? [])
  return (
    <Part title="You" description="How the others see you.">
      <div className="flex items-center gap-3 border-b pb-4">
        <Avatar id={me.id} name={me.name} size="xl" />
        <div className="min-w-0">
          <p className="truncate font-semibold text-base">{me.name}</p>
          <p className="truncate text-muted-foreground">{me.email}</p>
          <p className="truncate text-muted-foreground">
            {[role(me.roleId)?.name, teams.join(", ")].filter(Boolean).join(" · ")}
          </p>
        </div>
      </div>
      <form onSubmit={submit} className="mt-4 flex items-start gap-2 max-md:flex-wrap">
        <Field label="Name" error={failure?.fields.name} className="w-[320px] max-md:w-full">
          {(control) => (
            <Input
              {...control}
              autoComplete="name"
              required
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          size="lg"
          busy={busy}
          disabled={name.trim() === me.name || name.trim() === ""}
          className="mt-[26px] max-md:mt-0"
        >
          Save the name
        </Button>
      </form>
      <Checkbox
        className="mt-4"
        checked={me.outOfOffice}
        disabled={busy}
        onChange={() =>
          void save(
            { outOfOffice: !me.outOfOffice },
            me.outOfOffice ? "You are back." : "You are out of office.",
          )
        }
      >
        Out of office
        <span className="block text-muted-foreground">
          New leads and handoffs pass you by until you are back; what is yours stays yours.
        </span>
      </Checkbox>
      <div className="mt-3 empty:hidden">
        <Fault failure={failure} shown={["name"]} />
      </div>
    </Part>
  )
}
