/** A text, number, address or date of a record, edited in place. An emptied one is saved as null. */
import type { ComponentProps, ReactNode } from "react"
import { InlineEdit } from "@/ui/InlineEdit"
import { Property } from "@/ui/PropertyList"
import { Hidden } from "./Masked"
import type { RecordEditor } from "./use-record-edit"

type Props<Patch> = {
  editor: RecordEditor<Patch>
  field: keyof NoInfer<Patch> & string
  label: string
  /** As it is edited. */
  value: string | number | null | undefined
  /** As it is shown, when that differs. */
  children?: ReactNode
  type?: ComponentProps<typeof InlineEdit>["type"]
  inputMode?: ComponentProps<typeof InlineEdit>["inputMode"]
  placeholder?: string
  /** Turns what was typed into what is saved. */
  parse?: (typed: string) => unknown
  /** It cannot be emptied. */
  required?: boolean
  readOnly?: boolean
}

export function PropertyText<Patch>(props: Props<Patch>) {
  const { editor, field, label, value, children, type, inputMode, placeholder, parse, required } = props
  const access = editor.access(field)
  const readOnly = props.readOnly || access === "READ"
  const text = value == null ? "" : String(value)
  const save = (typed: string) => {
    const trimmed = typed.trim()
    if (trimmed === "" && required) return Promise.reject(new Error(`${label} cannot be empty.`))
    return editor.save({ [field]: trimmed === "" ? null : parse ? parse(trimmed) : trimmed } as Patch)
  }
  if (access === "HIDDEN")
    return (
      <Property label={label}>
        <Hidden />
      </Property>
    )
  return (
    <Property label={label}>
      <InlineEdit
        label={label}
        value={text}
        onSave={save}
        onEditingChange={editor.begin}
        type={type}
        inputMode={inputMode}
        placeholder={placeholder}
        readOnly={readOnly}
      >
        {text === "" ? undefined : children}
      </InlineEdit>
    </Property>
  )
}
