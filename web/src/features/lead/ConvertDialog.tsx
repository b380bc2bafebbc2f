/** A lead becomes a deal: with its company, an amount, a date, and what happens next. */
import { useNavigate } from "@tanstack/react-router"
import { type FormEvent, useState } from "react"
import { flushSync } from "react-dom"
import type { LeadQuery } from "@/gql/graphql"
import { useAction } from "@/lib/action"
import { useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { type Picked, RecordPicker } from "@/lib/record/RecordPicker"
import { Button } from "@/ui/Button"
import { DateInput } from "@/ui/DateInput"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { NativeSelect } from "@/ui/NativeSelect"
import { NumberInput } from "@/ui/NumberInput"
import { toast } from "@/ui/toast"
import { ConvertLeadMutation } from "./queries"

type Lead = NonNullable<LeadQuery["lead"]>
type Props = { lead: Lead; onClose: () => void }
/** An existing company, or the name of a new one. */
type CompanyChoice = Picked | { id?: undefined; name: string }

const known = [
  "dealName",
  "amount",
  "currency",
  "expectedCloseDate",
  "companyId",
  "companyName",
  "stageId",
  "nextStep",
  "nextStepDue",
]
const local = (at: string) => {
  const date = new Date(at)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function ConvertDialog({ lead, onClose }: Props) {
  const navigate = useNavigate()
  const { pipeline, baseCurrency } = useDirectory()
  const [convert, busy] = useAction(ConvertLeadMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [currency, setCurrency] = useState(baseCurrency)
  const [company, setCompany] = useState<CompanyChoice | null>(
    lead.company ? { id: lead.company.id, name: lead.company.name } : null,
  )
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const given = (name: string) => String(form.get(name) ?? "").trim() || null
    const amount = given("amount")
    const due = given("nextStepDue")
    const { data, failure } = await convert({
      id: lead.id,
      dealName: given("dealName"),
      amount,
      currency: amount ? currency.trim().toUpperCase() : null,
      expectedCloseDate: given("expectedCloseDate"),
      companyId: company?.id ?? null,
      companyName: company && !company.id ? company.name : null,
      pipelineId: pipeline?.id ?? null,
      stageId: given("stageId"),
      nextStep: given("nextStep"),
      nextStepDue: due && new Date(due).toISOString(),
    })
    if (failure) return setFailure(failure)
    toast.show({ title: `${lead.name} is a deal now.` })
    // It is gone before what follows: nothing in it is unsaved any more.
    flushSync(onClose)
    void navigate({ to: `/deals/${data.convertLead.deal.id}` as never })
  }
  const fault = (name: string) => failure?.fields[name]
  const unsaid = failure && !known.some(fault)
  const name = [lead.company?.name ?? lead.name, lead.offer].filter(Boolean).join(": ")
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Convert to a deal"
      description={`${lead.name}’s notes, activities and history go along.`}
      guarded
    >
      <form onSubmit={submit} className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        {unsaid && (
          <p role="alert" className="col-span-full text-danger-text">
            {failure.message}
          </p>
        )}
        <Field label="Deal name" error={fault("dealName")} className="col-span-full" required>
          {(control) => <Input {...control} name="dealName" defaultValue={name} />}
        </Field>
        <Field
          label="Company"
          error={fault("companyId") ?? fault("companyName")}
          hint={company && !company.id ? "It is added with the deal." : undefined}
          className="col-span-full"
        >
          {(control) => (
            <RecordPicker
              // A new company has no id: the picker starts anew to show its name.
              key={company?.id ?? company?.name}
              type="COMPANY"
              label="Company"
              control={control}
              value={company ? { id: company.id ?? "new", name: company.name } : null}
              onChange={setCompany}
              onCreate={(typed) => setCompany({ name: typed })}
              placeholder="Find or add a company"
            />
          )}
        </Field>
        <Field label="Amount" error={fault("amount") ?? fault("currency")} optional>
          {(control) => (
            <span className="grid grid-cols-[minmax(0,1fr)_84px] items-start gap-2">
              <NumberInput {...control} name="amount" currency={currency} />
              <Input
                aria-label="Currency"
                value={currency}
                onChange={(event) => setCurrency(event.target.value)}
                maxLength={3}
                className="uppercase"
              />
            </span>
          )}
        </Field>
        <Field label="Expected close" error={fault("expectedCloseDate")} optional>
          {(control) => <DateInput {...control} name="expectedCloseDate" />}
        </Field>
        {pipeline && (
          <Field label="Stage" error={fault("stageId")} className="col-span-full">
            {(control) => (
              <NativeSelect {...control} name="stageId" defaultValue={pipeline.stages[0]?.id}>
                {pipeline.stages.map(({ id, name: label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
        )}
        <Field label="Next step" error={fault("nextStep")} optional>
          {(control) => <Input {...control} name="nextStep" defaultValue={lead.nextStep ?? ""} />}
        </Field>
        <Field label="Due" error={fault("nextStepDue")} optional>
          {(control) => (
            <DateInput
              {...control}
              time
              name="nextStepDue"
              defaultValue={lead.nextStepDue && local(lead.nextStepDue)}
            />
          )}
        </Field>
        <div className="col-span-full flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Convert
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
