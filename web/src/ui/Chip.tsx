import { X } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "./cn"

export type ChipProps = {
  icon?: ReactNode
  children: ReactNode
  /** Takes it away; the chip then has a button, named by `removeLabel`. */
  onRemove?: () => void
  removeLabel?: string
  className?: string
}

/** A tag or a chosen value. */
export function Chip({ icon, children, onRemove, removeLabel = "Remove", className }: ChipProps) {
  return (
    <span
      className={cn(
        "inline-flex h-[22px] min-w-0 items-center gap-[5px] whitespace-nowrap rounded-sm border bg-background px-[7px] text-muted-foreground text-xs leading-none [&_.lucide]:size-[13px]",
        className,
      )}
    >
      {icon}
      <span className="truncate leading-4">{children}</span>
      {onRemove && (
        <button
          type="button"
          onClick={onRemove}
          aria-label={removeLabel}
          className="-mr-1 grid size-4 place-items-center rounded-sm hover:bg-accent hover:text-foreground touch-target"
        >
          <X aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
