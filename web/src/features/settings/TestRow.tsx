/** One row of a condition: field, test, value. */
import { X } from "lucide-react"
import type { ConditionOp } from "@/gql/graphql"
import { IconButton } from "@/ui/IconButton"
import { NativeSelect } from "@/ui/NativeSelect"
import { type FieldInfo, opsFor, opWords, type Test, takesValue } from "./condition-words"
import { TestValue } from "./TestValue"

type Props = {
  test: Test
  fields: readonly FieldInfo[]
  disabled: boolean
  onChange: (test: Test) => void
  onRemove: () => void
}

export function TestRow({ test, fields, disabled, onChange, onRemove }: Props) {
  const field = fields.find(({ name }) => name === test.field)
  const type = field?.type ?? "TEXT"
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,0.8fr)_minmax(0,1.3fr)_auto] items-start gap-2 max-md:grid-cols-[minmax(0,1fr)_auto]">
      <NativeSelect
        aria-label="Field"
        value={test.field}
        disabled={disabled}
        onChange={(event) => onChange({ field: event.target.value, op: "EQ" })}
      >
        {!field && <option value={test.field}>{test.field}</option>}
        {fields.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </NativeSelect>
      <div className="max-md:order-3 max-md:col-span-2">
        <NativeSelect
          aria-label="Test"
          value={test.op}
          disabled={disabled}
          onChange={(event) => {
            const op = event.target.value as ConditionOp
            // One value and a list of values are not the same.
            const keeps = takesValue(op) && (op === "IN") === (test.op === "IN")
            onChange({ field: test.field, op, value: keeps ? test.value : undefined })
          }}
        >
          {opsFor(type).map((op) => (
            <option key={op} value={op}>
              {opWords(op, type)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className="min-w-0 max-md:order-4 max-md:col-span-2">
        {field && takesValue(test.op) && (
          <TestValue
            field={field}
            test={test}
            disabled={disabled}
            onChange={(value) => onChange({ ...test, value })}
          />
        )}
      </div>
      <IconButton label="Remove this row" disabled={disabled} onClick={onRemove} className="mt-1 max-md:mt-0">
        <X aria-hidden="true" />
      </IconButton>
    </div>
  )
}
