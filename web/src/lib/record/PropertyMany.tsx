/** Several values of one kind (addresses, numbers, domains, tags), added and taken away one by one. */
import { Plus, X } from "lucide-react"
import { useState } from "react"
import { Property } from "@/ui/PropertyList"
import { useOpenField } from "@/ui/use-open-field"
import { Hidden } from "./Masked"
import type { RecordEditor } from "./use-record-edit"

type Props<Patch> = {
  editor: RecordEditor<Patch>
  /** The patch fields that add and remove. */
  add: keyof NoInfer<Patch> & string
  remove: keyof NoInfer<Patch> & string
  label: string
  /** One value in words, such as "e-mail address". */
  one: string
  values: readonly string[] | null | undefined
  type?: "text" | "email" | "tel"
  href?: (value: string) => string
  readOnly?: boolean
}

export function PropertyMany<Patch>(props: Props<Patch>) {
  const { editor, add, remove, label, one, values, type = "text", href } = props
  const access = editor.access(fieldOf(add))
  const readOnly = props.readOnly || access === "READ"
  const save = (field: string, value: string) => editor.save({ [field]: [value] } as Patch)
  const field = useOpenField({
    label: `The ${one}`,
    unchanged: (typed) => typed.trim() === "",
    onSave: (typed) => save(add, typed.trim()),
    onEditingChange: editor.begin,
  })
  const [refused, setRefused] = useState<string | null>(null)
  const takeAway = (value: string) =>
    save(remove, value).then(
      () => setRefused(null),
      (error: Error) => setRefused(error.message),
    )
  const { draft } = field
  const problem = field.problem ?? refused
  if (access === "HIDDEN")
    return (
      <Property label={label}>
        <Hidden />
      </Property>
    )
  return (
    <Property label={label} className="items-start [&>dt]:pt-[5px] max-md:[&>dt]:pt-3">
      <ul className="py-0.5">
        {values?.map((value) => (
          <li
            key={value}
            className="group/value relative flex min-h-[26px] items-center gap-1 max-md:min-h-10"
          >
            {href ? (
              <a
                href={href(value)}
                className="truncate underline decoration-border-strong underline-offset-[3px] hover:decoration-current"
              >
                {value}
              </a>
            ) : (
              <span className="truncate">{value}</span>
            )}
            {!readOnly && (
              <button
                type="button"
                aria-label={`Remove ${value}`}
                onClick={() => void takeAway(value)}
                className="grid size-5 flex-none place-items-center rounded-sm bg-accent text-subtle-foreground opacity-0 hover:bg-muted hover:text-foreground focus-visible:opacity-100 group-hover/value:opacity-100 touch-target max-md:bg-transparent max-md:opacity-100 md:absolute md:-right-1"
              >
                <X className="size-3" aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
        {!readOnly && (
          <li>
            {draft === null ? (
              <button
                type="button"
                aria-label={`Add ${one}`}
                onClick={() => field.open("")}
                className="inline-flex h-[26px] items-center gap-1 text-subtle-foreground hover:text-foreground max-md:h-10"
              >
                <Plus className="size-3" aria-hidden="true" />
                Add
              </button>
            ) : (
              <input
                // biome-ignore lint/a11y/noAutofocus: the field takes the place of what was just clicked.
                autoFocus
                type={type}
                aria-label={`New ${one}`}
                aria-invalid={field.problem !== null || undefined}
                value={draft}
                onChange={(event) => field.type(event.target.value)}
                onBlur={() => void field.save()}
                onKeyDown={(event) => {
                  event.stopPropagation()
                  if (event.key === "Enter") void field.save()
                  if (event.key === "Escape") field.close()
                }}
                className="-mx-1.5 block h-7 w-[calc(100%+12px)] rounded-md bg-background px-1.5 outline-2 outline-ring -outline-offset-2 aria-invalid:outline-danger max-md:h-10 max-md:text-[16px]"
              />
            )}
          </li>
        )}
        {values?.length === 0 && readOnly && <li className="py-1 text-subtle-foreground">–</li>}
      </ul>
      {problem && (
        <p role="alert" className="py-1 text-danger-text text-xs">
          {problem}
        </p>
      )}
    </Property>
  )
}

/** `addEmails` adds to `emails`. */
const fieldOf = (add: string) => add.charAt(3).toLowerCase() + add.slice(4)
