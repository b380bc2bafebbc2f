/** A new person: a name or an e-mail address is enough. */
import { useNavigate } from "@tanstack/react-router"
import { type FormEvent, useState } from "react"
import { useAction } from "@/lib/action"
import type { Failure } from "@/lib/failure"
import { type Picked, RecordPicker } from "@/lib/record/RecordPicker"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { toast } from "@/ui/toast"
import { CreateContactMutation } from "./queries"

type Props = {
  /** Where the person works, when that is known already. */
  company: Picked | null
  onClose: () => void
}

const fields = [
  { name: "firstName", label: "First name", type: "text" },
  { name: "lastName", label: "Last name", type: "text" },
  { name: "emails", label: "Email", type: "email" },
  { name: "phones", label: "Phone", type: "tel" },
  { name: "jobTitle", label: "Job title", type: "text" },
] as const
const known: readonly string[] = [...fields.map(({ name }) => name), "companyId"]

export function ContactForm({ company: given, onClose }: Props) {
  const navigate = useNavigate()
  const [create, busy] = useAction(CreateContactMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [company, setCompany] = useState(given)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = (name: string) => String(form.get(name) ?? "").trim()
    const many = (name: string) => (typed(name) ? [typed(name)] : null)
    const { data, failure } = await create({
      firstName: typed("firstName") || null,
      lastName: typed("lastName") || null,
      emails: many("emails"),
      phones: many("phones"),
      jobTitle: typed("jobTitle") || null,
      companyId: company?.id ?? null,
    })
    if (failure) return setFailure(failure)
    const { id, name } = data.createContact
    toast.show({
      title: `${name} is added.`,
      action: { label: "Open", onSelect: () => void navigate({ to: `/people/${id}` as never }) },
    })
    onClose()
  }
  const unsaid = failure && !known.some((name) => failure.fields[name])
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="New person"
      description="A name or an e-mail address is enough."
      guarded
    >
      <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        {unsaid && (
          <p role="alert" className="col-span-full text-danger-text">
            {failure.message}
          </p>
        )}
        {fields.map(({ name, label, type }) => (
          <Field key={name} label={label} error={failure?.fields[name]}>
            {(control) => <Input {...control} name={name} type={type} autoComplete="off" />}
          </Field>
        ))}
        <Field label="Company" error={failure?.fields.companyId}>
          {(control) => (
            <RecordPicker
              type="COMPANY"
              label="Company"
              control={control}
              value={company}
              onChange={setCompany}
              placeholder="Find a company"
            />
          )}
        </Field>
        <div className="col-span-full flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Add the person
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
