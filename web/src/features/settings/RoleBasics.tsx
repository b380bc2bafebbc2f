/** A role's name, what it is for, and its two rights over the workspace itself. */
import type { Failure } from "@/lib/failure"
import { Checkbox } from "@/ui/Checkbox"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Part } from "./Part"
import type { Draft } from "./role-draft"

export type RolePartProps = { draft: Draft; onChange: (draft: Draft) => void; disabled: boolean }

type Props = RolePartProps & { failure: Failure | null; memberCount: number }

const rights = [
  {
    id: "operates",
    label: "Runs how the workspace works",
    hint: "Teams, forms, routing rules, fields and stages.",
  },
  {
    id: "administers",
    label: "Administers the workspace",
    hint: "People, roles, sign-in, everybody's devices and tokens, and the audit. Give it to few.",
  },
] as const

export function RoleBasics({ draft, onChange, disabled, failure, memberCount }: Props) {
  return (
    <Part
      title="Role"
      description={
        memberCount === 0
          ? "Nobody has it yet."
          : memberCount === 1
            ? "1 person has it; a change holds for them at once."
            : `${memberCount} people have it; a change holds for them at once.`
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)] gap-4 max-md:grid-cols-1">
        <Field label="Name" error={failure?.fields.name}>
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              disabled={disabled}
              onChange={(event) => onChange({ ...draft, name: event.target.value })}
            />
          )}
        </Field>
        <Field label="What it is for" error={failure?.fields.description}>
          {(control) => (
            <Input
              {...control}
              value={draft.description}
              disabled={disabled}
              onChange={(event) => onChange({ ...draft, description: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="mt-4 grid gap-3">
        {rights.map(({ id, label, hint }) => (
          <Checkbox
            key={id}
            checked={draft[id]}
            disabled={disabled}
            onChange={() => onChange({ ...draft, [id]: !draft[id] })}
          >
            {label}
            <span className="block text-muted-foreground">{hint}</span>
          </Checkbox>
        ))}
      </div>
    </Part>
  )
}
