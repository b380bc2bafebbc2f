/** A new campaign: a name is enough, the rest can follow. */
import { useNavigate } from "@tanstack/react-router"
import { type FormEvent, useId, useState } from "react"
import { useAction } from "@/lib/action"
import { useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { DateInput } from "@/ui/DateInput"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { NativeSelect } from "@/ui/NativeSelect"
import { NumberInput } from "@/ui/NumberInput"
import { Textarea } from "@/ui/Textarea"
import { toast } from "@/ui/toast"
import { campaignTypes, statuses, statusLooks } from "./campaign-words"
import { CreateCampaignMutation } from "./queries"

const shown = [
  "name",
  "type",
  "status",
  "channel",
  "startDate",
  "endDate",
  "budget",
  "utmCampaign",
  "offer",
  "description",
]

export function CampaignForm({ onClose }: { onClose: () => void }) {
  const { me, baseCurrency } = useDirectory()
  const navigate = useNavigate()
  const [create, busy] = useAction(CreateCampaignMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const form = useId()
  const fields = failure?.fields ?? {}

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? "").trim() || null
    const budget = text("budget")
    const { data, failure } = await create({
      name: text("name") ?? "",
      type: text("type"),
      status: statuses.find((one) => one === text("status")),
      channel: text("channel"),
      startDate: text("startDate"),
      endDate: text("endDate"),
      budget,
      currency: budget ? baseCurrency : null,
      utmCampaign: text("utmCampaign"),
      offer: text("offer"),
      description: text("description"),
      ownerId: me.id,
    })
    if (failure) return setFailure(failure)
    const { id, name } = data.createCampaign
    toast.show({
      title: `${name} added.`,
      action: { label: "Open", onSelect: () => void navigate({ to: `/campaigns/${id}` as never }) },
    })
    onClose()
  }

  const line = (name: string, label: string, more: React.ComponentProps<typeof Input> = {}) => (
    <Field label={label} error={fields[name]}>
      {(control) => <Input {...control} name={name} autoComplete="off" {...more} />}
    </Field>
  )
  const day = (name: string, label: string) => (
    <Field label={label} error={fields[name]}>
      {(control) => <DateInput {...control} name={name} />}
    </Field>
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      guarded
      title="New campaign"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Add campaign
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4 md:grid-cols-2">
        {failure && !shown.some((field) => fields[field]) && (
          <p role="alert" className="col-span-full text-danger-text">
            {failure.message}
          </p>
        )}
        <Field label="Name" required error={fields.name} className="col-span-full">
          {(control) => <Input {...control} name="name" required autoFocus autoComplete="off" />}
        </Field>
        <Field label="Type" error={fields.type}>
          {(control) => (
            <NativeSelect {...control} name="type" defaultValue="">
              <option value="">Not set</option>
              {campaignTypes.map((type) => (
                <option key={type} value={type.toLocaleLowerCase()}>
                  {type}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <Field label="Status" error={fields.status}>
          {(control) => (
            <NativeSelect {...control} name="status" defaultValue="PLANNED">
              {statuses.map((status) => (
                <option key={status} value={status}>
                  {statusLooks[status].label}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        {day("startDate", "First day")}
        {day("endDate", "Last day")}
        {line("channel", "Channel", { placeholder: "Paid social" })}
        <Field label={`Budget, ${baseCurrency}`} error={fields.budget}>
          {(control) => <NumberInput {...control} name="budget" currency={baseCurrency} />}
        </Field>
        {line("offer", "Offer", { placeholder: "Telemetry pilot" })}
        <Field
          label="Name in links"
          error={fields.utmCampaign}
          hint="Inquiries whose address carries it as utm_campaign count for this campaign."
        >
          {(control) => (
            <Input
              {...control}
              name="utmCampaign"
              autoComplete="off"
              autoCapitalize="none"
              placeholder="spring-webinar"
            />
          )}
        </Field>
        <Field label="Description" error={fields.description} className="col-span-full">
          {(control) => <Textarea {...control} name="description" />}
        </Field>
      </form>
    </Dialog>
  )
}
