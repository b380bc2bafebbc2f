import { cn } from "./cn"
import { formatMoney } from "./money"

export type MoneyProps = {
  /** A decimal as the server sends it. */
  amount: string | number | null | undefined
  /** ISO code, such as "EUR". */
  currency: string
  /** Short, for sums: "€84k"; the tip has it in full. */
  compact?: boolean
  className?: string
}

/** An amount with its currency, in figures of one width. */
export function Money({ amount, currency, compact, className }: MoneyProps) {
  if (amount == null || amount === "")
    return <span className={cn("text-subtle-foreground", className)}>–</span>
  return (
    <span
      title={compact ? formatMoney(amount, currency) : undefined}
      className={cn("whitespace-nowrap tabular-nums", className)}
    >
      {formatMoney(amount, currency, compact)}
    </span>
  )
}
