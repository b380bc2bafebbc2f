/** A filter on one field: a dashed chip while it is off, field and value while it is on. */
import { type ReactNode, useMemo } from "react"
import { AddChip, FilterChip } from "@/ui/FilterChip"
import type { PickerOption } from "@/ui/Picker"
import { LazyPicker } from "../overlay/LazyPicker"

type Props = {
  /** The field, such as "Owner". */
  field: string
  icon?: ReactNode
  options: PickerOption[]
  value: string | undefined
  onChange: (id: string | undefined) => void
}

export function FilterPick({ field, icon, options, value, onChange }: Props) {
  const chosen = useMemo(() => options.find(({ id }) => id === value), [options, value])
  const picker = (trigger: React.ReactElement) => (
    <LazyPicker label={field} options={options} value={value ?? null} onChange={onChange} trigger={trigger} />
  )
  if (!value) return picker(<AddChip>{field}</AddChip>)
  return (
    <FilterChip
      icon={icon}
      field={field}
      operator="is"
      value={chosen?.label ?? "unknown"}
      onRemove={() => onChange(undefined)}
      valueSlot={picker(
        <button
          type="button"
          aria-label={`${field}: ${chosen?.label ?? "unknown"}. Change`}
          className="inline-flex h-full items-center gap-[5px] px-[7px] font-medium text-foreground hover:bg-accent max-md:px-2.5"
        >
          {chosen?.label ?? "unknown"}
        </button>,
      )}
    />
  )
}
