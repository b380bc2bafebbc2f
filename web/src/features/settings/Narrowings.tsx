/** Which records of a kind a role sees at all, by conditions over their own fields. */
import { useEffect, useState } from "react"
import type { RecordType } from "@/gql/graphql"
import { LazyMenu } from "@/lib/overlay/LazyMenu"
import { AddChip } from "@/ui/FilterChip"
import { ConditionEditor } from "./ConditionEditor"
import { Part } from "./Part"
import type { RolePartProps } from "./RoleBasics"
import { narrowingOf, objects, withNarrowing } from "./role-draft"

type Props = RolePartProps & { onIncomplete: (incomplete: boolean) => void }

export function Narrowings({ draft, onChange, disabled, onIncomplete }: Props) {
  // Rows that have no value yet are no condition: they are kept here until they are one.
  const [begun, setBegun] = useState<RecordType[]>([])
  const [unfinished, setUnfinished] = useState<RecordType[]>([])
  useEffect(() => onIncomplete(unfinished.length > 0), [unfinished, onIncomplete])
  const shown = objects.filter(
    ({ id }) => begun.includes(id) || draft.narrowings.some(({ object }) => object === id),
  )
  const others = objects.filter(({ id, narrowed }) => narrowed && !shown.some((one) => one.id === id))
  const without = (list: RecordType[], object: RecordType) => list.filter((one) => one !== object)
  return (
    <Part
      title="Which records"
      description="Narrows what is seen further, to records whose own fields meet a condition."
    >
      {shown.length === 0 && (
        <p className="mb-3 text-muted-foreground">No condition: what is said above holds.</p>
      )}
      <ul aria-label="Conditions" className="grid gap-4 not-empty:mb-4">
        {shown.map(({ id, label }) => (
          <li key={id}>
            <ConditionEditor
              object={id}
              label={label}
              saved={narrowingOf(draft, id)}
              disabled={disabled}
              onChange={(condition, complete) => {
                setUnfinished((now) => (complete ? without(now, id) : [...without(now, id), id]))
                onChange(withNarrowing(draft, id, condition))
              }}
              onRemove={() => {
                setBegun((now) => without(now, id))
                setUnfinished((now) => without(now, id))
                onChange(withNarrowing(draft, id, null))
              }}
            />
          </li>
        ))}
      </ul>
      {!disabled && others.length > 0 && (
        <LazyMenu
          align="start"
          trigger={<AddChip>Narrow a kind of record</AddChip>}
          items={others.map(({ id, label }) => ({
            label,
            onSelect: () => setBegun((now) => [...now, id]),
          }))}
        />
      )}
    </Part>
  )
}
