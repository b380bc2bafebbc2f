/** What a field is compared with: chosen where there is a choice, typed where not, several for a list. */
import { Chip } from "@/ui/Chip"
import { DateInput } from "@/ui/DateInput"
import { localDay } from "@/ui/dates"
import { Input } from "@/ui/Input"
import { NativeSelect } from "@/ui/NativeSelect"
import { NumberInput } from "@/ui/NumberInput"
import type { FieldInfo, Test } from "./condition-words"
import { toChoice, toValue, useChoices, useValueWords } from "./use-values"

type Props = { field: FieldInfo; test: Test; disabled: boolean; onChange: (value: unknown) => void }

/** How many decimals a typed number may have; other fields are no numbers. */
const decimals: Partial<Record<FieldInfo["type"], number>> = { INTEGER: 0, DECIMAL: 4, MONEY: 4 }

/** A day is a moment where the field is one: the day's first. */
const momentOf = (day: string) => new Date(`${day}T00:00`).toISOString()

export function TestValue({ field, test, disabled, onChange }: Props) {
  const choices = useChoices(field)
  const say = useValueWords([field])
  const many = test.op === "IN"
  const values = Array.isArray(test.value) ? test.value : []
  if (choices) {
    const taken = many ? values.map(toChoice) : []
    return (
      <>
        {values.length > 0 && (
          <p className="mb-1.5 flex flex-wrap gap-1">
            {values.map((value) => (
              <Chip
                key={toChoice(value)}
                removeLabel={`Remove ${say(field.name, value)}`}
                onRemove={disabled ? undefined : () => onChange(values.filter((one) => one !== value))}
              >
                {say(field.name, value)}
              </Chip>
            ))}
          </p>
        )}
        <NativeSelect
          aria-label="Value"
          disabled={disabled}
          value={many ? "" : toChoice(test.value)}
          onChange={(event) => {
            const value = toValue(field, event.target.value)
            onChange(many ? [...values, value] : value)
          }}
        >
          <option value="" disabled>
            {many ? "Add…" : "Choose…"}
          </option>
          {choices
            .filter(({ id }) => !taken.includes(id))
            .map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
        </NativeSelect>
      </>
    )
  }
  const shared = { "aria-label": "Value", disabled }
  const key = `${test.field} ${test.op}`
  const value = test.value == null ? "" : String(test.value)
  const places = decimals[field.type]
  if (places !== undefined && !many)
    return (
      <NumberInput
        {...shared}
        key={key}
        decimals={places}
        defaultValue={value}
        onValue={(typed) => onChange(typed ? Number(typed) : undefined)}
      />
    )
  if (field.type === "DATE" || field.type === "DATE_TIME") {
    const moment = field.type === "DATE_TIME"
    return (
      <DateInput
        {...shared}
        key={key}
        defaultValue={moment && value ? localDay(value) : value}
        onValue={(day) => onChange(day && moment ? momentOf(day) : day || undefined)}
      />
    )
  }
  return (
    <Input
      {...shared}
      key={key}
      placeholder={many ? "EMEA, APAC" : undefined}
      defaultValue={many ? values.join(", ") : value}
      onChange={(event) => {
        const text = event.target.value
        if (!many) return onChange(text.trim() || undefined)
        const parts = text.split(",").map((part) => part.trim())
        onChange(parts.filter(Boolean))
      }}
    />
  )
}
