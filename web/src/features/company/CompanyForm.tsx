/** A new company: its name, and its domain so that people who write from there are found to belong to it. */
import { useNavigate } from "@tanstack/react-router"
import { type FormEvent, useState } from "react"
import { useAction } from "@/lib/action"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { NumberInput } from "@/ui/NumberInput"
import { toast } from "@/ui/toast"
import { CreateCompanyMutation } from "./queries"

const fields = [
  { name: "name", label: "Name", required: true, wide: true },
  { name: "domains", label: "Domain", wide: true, hint: "People who write from it belong to this company." },
  { name: "industry", label: "Industry" },
  { name: "employees", label: "People" },
  { name: "city", label: "City" },
  { name: "country", label: "Country" },
] as const
const known: readonly string[] = fields.map(({ name }) => name)

export function CompanyForm({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const [create, busy] = useAction(CreateCompanyMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = (name: string) => String(form.get(name) ?? "").trim() || null
    const domain = typed("domains")
    const employees = typed("employees")
    const { data, failure } = await create({
      name: typed("name") ?? "",
      domains: domain ? [domain] : null,
      industry: typed("industry"),
      employees: employees ? Number(employees) : null,
      city: typed("city"),
      country: typed("country"),
    })
    if (failure) return setFailure(failure)
    const { id, name } = data.createCompany
    toast.show({
      title: `${name} is added.`,
      action: { label: "Open", onSelect: () => void navigate({ to: `/companies/${id}` as never }) },
    })
    onClose()
  }
  const unsaid = failure && !known.some((name) => failure.fields[name])
  return (
    <Dialog open onOpenChange={onClose} title="New company" guarded>
      <form onSubmit={submit} className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        {unsaid && (
          <p role="alert" className="col-span-full text-danger-text">
            {failure.message}
          </p>
        )}
        {fields.map(({ name, label, ...more }) => (
          <Field
            key={name}
            label={label}
            error={failure?.fields[name]}
            hint={"hint" in more ? more.hint : undefined}
            required={"required" in more}
            className={"wide" in more ? "col-span-full" : undefined}
          >
            {(control) =>
              name === "employees" ? (
                <NumberInput {...control} name={name} />
              ) : (
                <Input {...control} name={name} required={"required" in more} autoComplete="off" />
              )
            }
          </Field>
        ))}
        <div className="col-span-full flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Add the company
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
