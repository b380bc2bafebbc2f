/** What a stage asks for before a deal may enter it, or winning before it is won; the move goes on once it is given. */
import { type FormEvent, useState } from "react"
import { useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { RecordPicker } from "@/lib/record/RecordPicker"
import { Button } from "@/ui/Button"
import { DateInput } from "@/ui/DateInput"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { NumberInput } from "@/ui/NumberInput"
import type { Deal } from "./view"

export type Answers = {
  amount?: string
  expectedCloseDate?: string
  closeDate?: string
  companyId?: string
  nextStep?: string
  nextStepDue?: string
}

type Props = {
  title: string
  deal: Deal
  failure: Failure
  onSave: (answers: Answers) => Promise<Failure | undefined>
  onClose: () => void
}

const labels: Record<keyof Answers, string> = {
  amount: "Amount",
  expectedCloseDate: "Expected close date",
  closeDate: "Close date",
  companyId: "Company",
  nextStep: "Next step",
  nextStepDue: "Due",
}
const order = Object.keys(labels) as (keyof Answers)[]

export function RequiredFields({ title, deal, failure, onSave, onClose }: Props) {
  const { baseCurrency } = useDirectory()
  const [problem, setProblem] = useState(failure)
  const [companyId, setCompanyId] = useState<string>()
  const [busy, setBusy] = useState(false)
  const asked = order.filter((field) => field in failure.fields || field in problem.fields)
  const currency = deal.currency ?? baseCurrency
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    const { nextStepDue, ...given } = Object.fromEntries(new FormData(event.currentTarget)) as Answers
    const next = await onSave({
      ...given,
      ...(companyId ? { companyId } : {}),
      ...(nextStepDue ? { nextStepDue: new Date(nextStepDue).toISOString() } : {}),
    })
    setBusy(false)
    if (next) setProblem(next)
  }
  return (
    <Dialog open onOpenChange={onClose} title={title} description={deal.name} size="sm" guarded>
      <form onSubmit={submit} className="grid gap-4">
        {Object.keys(problem.fields).length === 0 && (
          <p role="alert" className="text-danger-text">
            {problem.message}
          </p>
        )}
        {asked.map((field) => (
          <Field
            key={field}
            label={field === "amount" ? `${labels[field]}, ${currency}` : labels[field]}
            error={problem.fields[field]}
            required
          >
            {(control) =>
              field === "companyId" ? (
                <RecordPicker
                  type="COMPANY"
                  label="Company"
                  control={control}
                  value={companyId ? { id: companyId } : null}
                  onChange={({ id }) => setCompanyId(id)}
                />
              ) : field === "amount" ? (
                <NumberInput {...control} required name={field} currency={currency} />
              ) : field === "nextStep" ? (
                <Input {...control} required name={field} />
              ) : (
                <DateInput {...control} required name={field} time={field === "nextStepDue"} />
              )
            }
          </Field>
        ))}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {title}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
