/** A new inquiry by hand: who asks, and for what. Routing then finds who is responsible. */
import { useNavigate } from "@tanstack/react-router"
import { type FormEvent, useState } from "react"
import { useAction } from "@/lib/action"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Textarea } from "@/ui/Textarea"
import { toast } from "@/ui/toast"
import { CreateLeadMutation } from "./queries"

const fields = [
  { name: "email", label: "Email", type: "email", wide: true },
  { name: "firstName", label: "First name", type: "text" },
  { name: "lastName", label: "Last name", type: "text" },
  { name: "companyName", label: "Company", type: "text" },
  { name: "phone", label: "Phone", type: "tel" },
  { name: "offer", label: "Asks for", type: "text", wide: true, placeholder: "Telemetry, 3 sites" },
] as const
const known: readonly string[] = [...fields.map(({ name }) => name), "message"]

export function LeadForm({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const [create, busy] = useAction(CreateLeadMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const given = (name: string) => String(form.get(name) ?? "").trim() || null
    const { data, failure } = await create({
      email: given("email"),
      firstName: given("firstName"),
      lastName: given("lastName"),
      companyName: given("companyName"),
      phone: given("phone"),
      offer: given("offer"),
      message: given("message"),
      source: { channel: "Direct", offlineSource: "Entered by hand" },
    })
    if (failure) return setFailure(failure)
    const { id, name } = data.createLead
    toast.show({
      title: `${name} is a lead.`,
      action: { label: "Open", onSelect: () => void navigate({ to: `/leads/${id}` as never }) },
    })
    onClose()
  }
  const unsaid = failure && !known.some((name) => failure.fields[name])
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="New lead"
      description="An e-mail address or a name is enough."
      guarded
    >
      <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        {unsaid && (
          <p role="alert" className="col-span-full text-danger-text">
            {failure.message}
          </p>
        )}
        {fields.map(({ name, label, type, ...more }) => (
          <Field
            key={name}
            label={label}
            error={failure?.fields[name]}
            className={"wide" in more ? "col-span-full" : undefined}
          >
            {(control) => (
              <Input
                {...control}
                name={name}
                type={type}
                autoComplete="off"
                placeholder={"placeholder" in more ? more.placeholder : undefined}
              />
            )}
          </Field>
        ))}
        <Field label="Message" error={failure?.fields.message} className="col-span-full" optional>
          {(control) => <Textarea {...control} name="message" rows={3} />}
        </Field>
        <div className="col-span-full flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Add the lead
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
