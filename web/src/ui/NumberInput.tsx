import { useMemo } from "react"
import { type NumberKind, numberReader } from "./read-number"
import { TypedInput, type TypedProps } from "./TypedInput"

export type NumberInputProps = TypedProps & Omit<NumberKind, "locale">

/** An amount or a number, typed as the person's language writes it: “12.500”, “1.234,56”, “45k”. */
export function NumberInput({ currency, decimals, most, ...rest }: NumberInputProps) {
  const reader = useMemo(() => numberReader({ currency, decimals, most }), [currency, decimals, most])
  return <TypedInput inputMode={currency || decimals ? "decimal" : "numeric"} {...rest} reader={reader} />
}
