/** How far one right reaches: the browser's own list, drawn small. */
import type { Reach } from "@/gql/graphql"
import { cn } from "@/ui/cn"
import { ReachMark } from "./ReachMark"

type Props = {
  /** Which right, such as "Deals: edit". */
  label: string
  value: Reach
  options: readonly { reach: Reach; label: string }[]
  onChange: (reach: Reach) => void
  disabled?: boolean
  /** It is not saved yet. */
  changed?: boolean
}

export function ReachPicker({ label, value, options, onChange, disabled, changed }: Props) {
  return (
    <span
      className={cn(
        "relative flex h-8 min-w-0 items-center gap-1.5 rounded-md px-2 hover:bg-accent max-md:h-11 max-md:border",
        disabled && "hover:bg-transparent",
        changed && "shadow-[inset_0_0_0_1px_var(--primary-line)]",
      )}
    >
      <ReachMark reach={value} />
      <span
        aria-hidden="true"
        className={cn("truncate", value === "NONE" ? "text-subtle-foreground" : "font-medium")}
      >
        {options.find(({ reach }) => reach === value)?.label}
      </span>
      <select
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value as Reach)}
        className="absolute inset-0 size-full appearance-none rounded-md bg-transparent text-transparent focus-visible:outline-2 focus-visible:outline-ring focus-visible:-outline-offset-2 disabled:opacity-0 [&>option]:bg-popover [&>option]:text-foreground"
      >
        {options.map(({ reach, label }) => (
          <option key={reach} value={reach}>
            {label}
          </option>
        ))}
      </select>
    </span>
  )
}
