/** A whole number of a record, edited in place. */
import { type ReactNode, useMemo } from "react"
import { numberReader } from "@/ui/read-number"
import { PropertyText } from "./PropertyText"
import type { RecordEditor } from "./use-record-edit"

type Props<Patch> = {
  editor: RecordEditor<Patch>
  field: keyof NoInfer<Patch> & string
  label: string
  value: number | null | undefined
  /** As it is shown, when that differs. */
  children?: ReactNode
  readOnly?: boolean
}

export function PropertyNumber<Patch>({ value, ...rest }: Props<Patch>) {
  const reader = useMemo(() => numberReader({}), [])
  return (
    <PropertyText
      {...rest}
      value={value == null ? null : String(value)}
      reader={reader}
      parse={Number}
      inputMode="numeric"
    />
  )
}
