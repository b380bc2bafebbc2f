import type { ReactNode } from "react"
import { cn } from "./cn"
import { rove } from "./roving"

export type SegmentedProps<T extends string> = {
  items: { id: T; label: ReactNode; icon?: ReactNode }[]
  value: T
  onChange: (id: T) => void
  label: string
  className?: string
}

/** A choice among two to four ways to look at the same thing. */
export function Segmented<T extends string>({ items, value, onChange, label, className }: SegmentedProps<T>) {
  return (
    <div
      role="radiogroup"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => rove(event, "[role=radio]")?.click()}
      className={cn("inline-flex flex-none rounded-md bg-muted p-0.5", className)}
    >
      {items.map((item) => {
        const on = item.id === value
        return (
          <button
            key={item.id}
            type="button"
            role="radio"
            aria-checked={on}
            tabIndex={on ? 0 : -1}
            onClick={() => onChange(item.id)}
            className={cn(
              "inline-flex h-6 items-center gap-[5px] whitespace-nowrap rounded-sm px-[9px] font-medium text-muted-foreground text-xs hover:text-foreground max-md:h-9 max-md:px-3.5 max-md:text-sm [&_.lucide]:size-3.5",
              on && "bg-card text-foreground shadow-[0_0_0_1px_var(--border)]",
            )}
          >
            {item.icon}
            {item.label}
          </button>
        )
      })}
    </div>
  )
}
