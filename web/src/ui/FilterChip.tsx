import { Plus, X } from "lucide-react"
import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"

const part = "inline-flex h-full items-center gap-[5px] px-[7px] max-md:px-2.5"

export type FilterChipProps = {
  icon?: ReactNode
  /** The field, such as "Region". */
  field: string
  /** How, such as "is any of". */
  operator?: string
  /** To what; the button that changes it. May be wrapped by a menu or picker through `valueSlot`. */
  value: ReactNode
  onValueClick?: () => void
  /** A ready trigger instead of the value button. */
  valueSlot?: ReactNode
  onRemove?: () => void
  className?: string
}

/** One condition of a view: field, how, value, and its removal. */
export function FilterChip({
  icon,
  field,
  operator,
  value,
  onValueClick,
  valueSlot,
  onRemove,
  className,
}: FilterChipProps) {
  return (
    <span
      className={cn(
        "inline-flex h-[26px] flex-none items-center divide-x divide-border overflow-hidden rounded-md border bg-background text-muted-foreground text-xs leading-none max-md:h-9 max-md:overflow-visible max-md:text-sm [&_.lucide]:size-[13px]",
        className,
      )}
    >
      <span className={part}>
        {icon}
        {field}
      </span>
      {operator && <span className={part}>{operator}</span>}
      {valueSlot ?? (
        <button
          type="button"
          onClick={onValueClick}
          className={cn(
            part,
            "font-medium text-foreground hover:bg-accent focus-visible:-outline-offset-2 touch-target",
          )}
        >
          {value}
        </button>
      )}
      {onRemove && (
        <button
          type="button"
          onClick={onRemove}
          aria-label={`Remove the filter on ${field}`}
          className={cn(
            part,
            "min-w-6 justify-center hover:bg-accent hover:text-foreground focus-visible:-outline-offset-2 touch-target",
          )}
        >
          <X aria-hidden="true" />
        </button>
      )}
    </span>
  )
}

/** The dashed chip that adds a condition, or fills an empty value. */
export function AddChip({ children, className, ...rest }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...rest}
      className={cn(
        "inline-flex h-[26px] flex-none items-center gap-[5px] rounded-md border border-border-strong border-dashed px-[7px] text-muted-foreground text-xs leading-none hover:bg-accent hover:text-foreground max-md:h-9 max-md:px-2.5 max-md:text-sm [&_.lucide]:size-[13px]",
        className,
      )}
    >
      <Plus aria-hidden="true" />
      {children}
    </button>
  )
}
