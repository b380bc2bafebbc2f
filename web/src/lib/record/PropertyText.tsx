/** A text, number, address or date of a record, edited in place. An emptied one is saved as null. */
import type { ComponentProps, ReactNode } from "react"
import { InlineEdit } from "@/ui/InlineEdit"
import { Property } from "@/ui/PropertyList"
import type { Reader } from "@/ui/reading"
import { Hidden } from "./Masked"
import type { RecordEditor } from "./use-record-edit"

type Props<Patch> = {
  editor: RecordEditor<Patch>
  field: keyof NoInfer<Patch> & string
  label: string
  /** As the API has it. */
  value: string | null | undefined
  /** As it is shown, when that differs. */
  children?: ReactNode
  type?: ComponentProps<typeof InlineEdit>["type"]
  inputMode?: ComponentProps<typeof InlineEdit>["inputMode"]
  placeholder?: string
  /** For what is written differently from language to language: numbers and dates. */
  reader?: Reader
  pick?: ComponentProps<typeof InlineEdit>["pick"]
  /** Turns what was typed into what is saved. */
  parse?: (typed: string) => unknown
  /** It cannot be emptied. */
  required?: boolean
  readOnly?: boolean
}

export function PropertyText<Patch>(props: Props<Patch>) {
  const { editor, field, label, value, children, reader, parse, required, ...rest } = props
  const access = editor.access(field)
  const text = reader ? reader.written(value) : (value ?? "")
  const save = async (typed: string) => {
    const reading = reader?.read(typed)
    if (reading?.problem !== undefined) throw new Error(reading.problem)
    const given = reading ? reading.value : typed.trim()
    if (given === "" && required) throw new Error(`${label} cannot be empty.`)
    await editor.save({ [field]: given === "" ? null : parse ? parse(given) : given } as Patch)
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
        {...rest}
        label={label}
        value={text}
        reader={reader}
        onSave={save}
        onEditingChange={editor.begin}
        readOnly={props.readOnly || access === "READ"}
      >
        {text === "" ? undefined : children}
      </InlineEdit>
    </Property>
  )
}
