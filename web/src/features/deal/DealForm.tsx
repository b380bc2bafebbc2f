/** A new deal, by hand: a name is enough, the rest can follow. */
import { useNavigate } from "@tanstack/react-router"
import { type FormEvent, useMemo, useState } from "react"
import { useAction } from "@/lib/action"
import { useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { peopleOptions } from "@/lib/record/people-options"
import { type Picked, RecordPicker } from "@/lib/record/RecordPicker"
import { Button } from "@/ui/Button"
import { DateInput } from "@/ui/DateInput"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { NumberInput } from "@/ui/NumberInput"
import { Person } from "@/ui/Person"
import { Picker } from "@/ui/Picker"
import { PickerButton } from "@/ui/PickerButton"
import { Select } from "@/ui/Select"
import { toast } from "@/ui/toast"
import { CreateDealMutation } from "./queries"
import { stageOptions } from "./stage-options"

type Props = { stageId?: string; onClose: () => void }

export function DealForm({ stageId, onClose }: Props) {
  const directory = useDirectory()
  const { pipeline, me, user, baseCurrency } = directory
  const navigate = useNavigate()
  const [create, busy] = useAction(CreateDealMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [company, setCompany] = useState<Picked | null>(null)
  const [ownerId, setOwnerId] = useState(me.id)
  const [stage, setStage] = useState(stageId ?? pipeline?.stages[0]?.id ?? "")
  const people = useMemo(() => peopleOptions(directory), [directory])
  const owner = user(ownerId)
  const fields = failure?.fields ?? {}

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const given = (name: string) => String(form.get(name) ?? "").trim() || null
    const { data, failure } = await create({
      name: given("name") ?? "",
      companyId: company?.id,
      stageId: stage || null,
      amount: given("amount"),
      currency: given("amount") && baseCurrency,
      expectedCloseDate: given("expectedCloseDate"),
      ownerId,
      nextStep: given("nextStep"),
    })
    if (failure) return setFailure(failure)
    const { id, name } = data.createDeal
    toast.show({
      title: `${name} added.`,
      action: { label: "Open", onSelect: () => void navigate({ to: `/deals/${id}` as never }) },
    })
    onClose()
  }
  const shown = ["name", "companyId", "amount", "stageId", "ownerId", "expectedCloseDate", "nextStep"]
  return (
    <Dialog open onOpenChange={onClose} title="New deal" guarded>
      <form onSubmit={submit} className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        {failure && !shown.some((field) => fields[field]) && (
          <p role="alert" className="col-span-full text-danger-text">
            {failure.message}
          </p>
        )}
        <Field label="Name" error={fields.name} required className="col-span-full">
          {(control) => <Input {...control} name="name" required autoFocus autoComplete="off" />}
        </Field>
        <Field label="Company" error={fields.companyId} className="col-span-full">
          {(control) => (
            <RecordPicker
              type="COMPANY"
              label="Company"
              control={control}
              value={company}
              onChange={setCompany}
            />
          )}
        </Field>
        <Field label={`Amount, ${baseCurrency}`} error={fields.amount}>
          {(control) => <NumberInput {...control} name="amount" currency={baseCurrency} />}
        </Field>
        <Field label="Expected close date" error={fields.expectedCloseDate}>
          {(control) => <DateInput {...control} name="expectedCloseDate" />}
        </Field>
        <Field label="Stage" error={fields.stageId}>
          {(control) => (
            <Select {...control} options={stageOptions(pipeline)} value={stage} onChange={setStage} />
          )}
        </Field>
        <Field label="Owner" error={fields.ownerId}>
          {(control) => (
            <Picker
              label="Owner"
              options={people}
              value={ownerId}
              onChange={setOwnerId}
              trigger={
                <PickerButton {...control}>
                  {owner && <Person id={owner.id} name={owner.name} />}
                </PickerButton>
              }
            />
          )}
        </Field>
        <Field label="Next step" error={fields.nextStep} className="col-span-full">
          {(control) => <Input {...control} name="nextStep" autoComplete="off" />}
        </Field>
        <div className="col-span-full flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Add deal
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
