/** A field of a form that picks a record by searching: a company, a person, a deal. */
import { useState } from "react"
import type { RecordType } from "@/gql/graphql"
import type { FieldControl } from "@/ui/Field"
import { Picker } from "@/ui/Picker"
import { PickerButton } from "@/ui/PickerButton"
import { useRecordOptions } from "./use-record-options"

export type Picked = { id: string; name?: string }

type Props = {
  type: RecordType
  /** What is chosen, such as "Company". */
  label: string
  value: Picked | null
  onChange: (picked: Picked) => void
  control?: FieldControl
  placeholder?: string
  /** Offers to make what was typed. */
  onCreate?: (name: string) => void
}

export function RecordPicker({ type, label, value, onChange, control, placeholder, onCreate }: Props) {
  const { options, search, loading } = useRecordOptions(type)
  const [name, setName] = useState(value?.name)
  return (
    <Picker
      label={label}
      options={options}
      value={value?.id ?? null}
      onChange={(id) => {
        const picked = options.find((option) => option.id === id)
        setName(picked?.label)
        onChange({ id, name: picked?.label })
      }}
      onQueryChange={search}
      loading={loading}
      onCreate={onCreate}
      empty="Type to search."
      trigger={
        <PickerButton {...control} placeholder={placeholder ?? "Search…"}>
          {value ? (value.name ?? name) : undefined}
        </PickerButton>
      }
    />
  )
}
