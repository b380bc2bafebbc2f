/** An amount of a record with its currency, edited in place. */
import { useMemo } from "react"
import { formatMoney } from "@/ui/money"
import { numberReader } from "@/ui/read-number"
import { PropertyText } from "./PropertyText"
import type { RecordEditor } from "./use-record-edit"

type Props<Patch> = {
  editor: RecordEditor<Patch>
  field: keyof NoInfer<Patch> & string
  label: string
  value: string | null | undefined
  currency: string
  readOnly?: boolean
}

export function PropertyMoney<Patch>({ currency, value, ...rest }: Props<Patch>) {
  const reader = useMemo(() => numberReader({ currency }), [currency])
  return (
    <PropertyText {...rest} value={value} reader={reader} inputMode="decimal">
      <span className="tabular-nums">{formatMoney(value, currency)}</span>
    </PropertyText>
  )
}
