/** One of a list: a stage, a person, a status, a reason; chosen in place. */
import type { ReactNode } from "react"
import type { PickerOption } from "@/ui/Picker"
import { Property } from "@/ui/PropertyList"
import { toast } from "@/ui/toast"
import { LazyPicker } from "../overlay/LazyPicker"
import { Hidden } from "./Masked"
import type { RecordEditor } from "./use-record-edit"

type Props<Patch> = {
  editor: RecordEditor<Patch>
  field: keyof NoInfer<Patch> & string
  label: string
  value: string | null | undefined
  options: PickerOption[]
  /** As it is shown; by default icon and label of the option. */
  children?: ReactNode
  /** For long lists: asks elsewhere as one types. */
  onQueryChange?: (query: string) => void
  loading?: boolean
  readOnly?: boolean
}

export function PropertyChoice<Patch>(props: Props<Patch>) {
  const { editor, field, label, value, options, children, onQueryChange, loading } = props
  const access = editor.access(field)
  const readOnly = props.readOnly || access === "READ"
  const chosen = options.find(({ id }) => id === value)
  const shown = children ?? (
    <span className="flex min-w-0 items-center gap-1.5">
      {chosen?.icon}
      <span className={chosen ? "truncate" : "text-subtle-foreground"}>
        {chosen?.label ?? (readOnly ? "–" : "Choose")}
      </span>
    </span>
  )
  const save = (id: string) =>
    editor
      .save({ [field]: id } as Patch)
      .catch((error: Error) =>
        toast.show({ tone: "problem", title: `${label} was not changed.`, description: error.message }),
      )
  if (access === "HIDDEN")
    return (
      <Property label={label}>
        <Hidden />
      </Property>
    )
  if (readOnly) return <Property label={label}>{shown}</Property>
  return (
    <Property label={label}>
      <LazyPicker
        label={label}
        options={options}
        value={value ?? null}
        onChange={save}
        onQueryChange={onQueryChange}
        loading={loading}
        onOpenChange={editor.begin}
        trigger={
          <button
            type="button"
            aria-label={`${label}: ${chosen?.label ?? "empty"}. Change`}
            className="-mx-1.5 flex h-7 w-[calc(100%+12px)] min-w-0 items-center rounded-md px-1.5 text-left hover:bg-muted max-md:h-10"
          >
            {shown}
          </button>
        }
      />
    </Property>
  )
}
