/** What a field is compared with: chosen where there is a choice, typed where not, several for a list. */
import { Chip } from "@/ui/Chip"
import { Input } from "@/ui/Input"
import { NativeSelect } from "@/ui/NativeSelect"
import type { FieldInfo, Test } from "./condition-words"
import { toChoice, toValue, useChoices, useValueWords } from "./use-values"

type Props = { field: FieldInfo; test: Test; disabled: boolean; onChange: (value: unknown) => void }

const inputs: Partial<Record<FieldInfo["type"], string>> = {
  INTEGER: "number",
  DECIMAL: "number",
  MONEY: "number",
  DATE: "date",
  DATE_TIME: "date",
}

/** A day is a moment where the field is one: the day's first. */
const typed = ({ type }: FieldInfo, text: string): unknown => {
  if (text === "") return undefined
  if (inputs[type] === "number") return Number(text)
  return type === "DATE_TIME" ? new Date(`${text}T00:00`).toISOString() : text
}
const shown = ({ type }: FieldInfo, value: unknown) =>
  value == null ? "" : type === "DATE_TIME" ? String(value).slice(0, 10) : String(value)

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
  return (
    <Input
      aria-label="Value"
      disabled={disabled}
      type={many ? "text" : (inputs[field.type] ?? "text")}
      placeholder={many ? "EMEA, APAC" : undefined}
      defaultValue={many ? values.join(", ") : shown(field, test.value)}
      key={`${test.field} ${test.op}`}
      onChange={(event) => {
        const text = event.target.value
        if (!many) return onChange(typed(field, text.trim()))
        const parts = text.split(",").map((part) => part.trim())
        onChange(parts.filter(Boolean))
      }}
    />
  )
}
