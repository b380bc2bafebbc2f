/** The condition on one kind of record: rows of field, test and value, all or any of which must hold. */
import { Plus, X } from "lucide-react"
import { useRef, useState } from "react"
import { useQuery } from "urql"
import type { ConditionInput, RecordType } from "@/gql/graphql"
import { Button } from "@/ui/Button"
import { IconButton } from "@/ui/IconButton"
import { NativeSelect } from "@/ui/NativeSelect"
import {
  conditionOf,
  conditionWords,
  isComplete,
  type Test,
  type Tests,
  testable,
  testsOf,
} from "./condition-words"
import { FieldsQuery } from "./queries"
import { TestRow } from "./TestRow"
import { useValueWords } from "./use-values"

type Props = {
  object: RecordType
  label: string
  saved: ConditionInput | null
  disabled: boolean
  /** Fields that cannot be asked for here. */
  without?: readonly string[]
  /** The condition of the rows that are complete, and whether all are. */
  onChange: (condition: ConditionInput | null, complete: boolean) => void
  onRemove?: () => void
}

/** Each row has a number of its own: what is typed in one is not shown in the next when it goes. */
type Rows = Omit<Tests, "tests"> & { tests: (Test & { row: number })[] }

export function ConditionEditor({ object, label, saved, disabled, without, onChange, onRemove }: Props) {
  const [{ data }] = useQuery({ query: FieldsQuery, variables: { object } })
  const fields = data?.fields ?? []
  const say = useValueWords(fields)
  const [rows, setRows] = useState<Rows | null>(() => {
    const tests = testsOf(saved)
    return tests && { ...tests, tests: tests.tests.map((test, row) => ({ ...test, row })) }
  })
  const made = useRef(rows?.tests.length ?? 0)
  const offered = fields.filter((field) => testable(field) && !without?.includes(field.name))
  const change = (next: Rows) => {
    setRows(next)
    const tests = next.tests.filter(isComplete)
    onChange(conditionOf({ ...next, tests }), tests.length === next.tests.length)
  }
  const add = () => {
    const [first] = offered
    if (!first) return
    const test = { field: first.name, op: "EQ" as const, row: made.current++ }
    change({ mode: rows?.mode ?? "all", tests: [...(rows?.tests ?? []), test] })
  }
  return (
    <div className="rounded-md border bg-surface p-3">
      <div className="mb-2 flex items-center gap-2">
        <h3 className="font-medium">{label}</h3>
        {rows && rows.tests.length > 1 && (
          <NativeSelect
            aria-label={`How many conditions on ${label} must hold`}
            className="h-7 text-sm"
            value={rows.mode}
            disabled={disabled}
            onChange={(event) => change({ ...rows, mode: event.target.value as Tests["mode"] })}
          >
            <option value="all">where all hold</option>
            <option value="any">where any holds</option>
          </NativeSelect>
        )}
        {onRemove && !disabled && (
          <IconButton label={`Remove the condition on ${label}`} onClick={onRemove} className="ml-auto">
            <X aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {rows ? (
        <ul aria-label={`Conditions on ${label}`} className="grid gap-2">
          {rows.tests.map((test) => (
            <li key={test.row}>
              <TestRow
                test={test}
                fields={offered}
                disabled={disabled}
                onChange={(next) =>
                  change({
                    ...rows,
                    tests: rows.tests.map((one) => (one === test ? { ...next, row: test.row } : one)),
                  })
                }
                onRemove={() => change({ ...rows, tests: rows.tests.filter((one) => one !== test) })}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted-foreground">
          {saved && conditionWords(saved, fields, say)}. It was made by the API and is changed there.
        </p>
      )}
      {rows && !disabled && (
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus aria-hidden="true" />}
          disabled={offered.length === 0}
          onClick={add}
          className="mt-1.5"
        >
          {rows.tests.length === 0 ? "Add a condition" : "Add another"}
        </Button>
      )}
    </div>
  )
}
