/** An amount of a record with its currency, edited in place. */
import { formatMoney } from "@/ui/money"
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

/** Takes spaces and thousands marks out of a typed amount; what is left is the server's to judge. */
export const plainAmount = (typed: string) =>
  typed
    .replace(/[\s€$£]/g, "")
    .replace(/,(?=\d{3}(\D|$))/g, "")
    .replace(",", ".")

export function PropertyMoney<Patch>({ currency, value, ...rest }: Props<Patch>) {
  return (
    <PropertyText {...rest} value={value?.replace(/\.00$/, "")} inputMode="decimal" parse={plainAmount}>
      <span className="tabular-nums">{formatMoney(value, currency)}</span>
    </PropertyText>
  )
}
