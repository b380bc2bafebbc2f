import { cn } from "./cn"
import { Kbd } from "./Kbd"

export type PendingPillProps = {
  /** How many changes others made that are not shown yet. */
  count: number
  onRefresh: () => void
  className?: string
}

/** Others' changes that would move rows wait here, until asked for. Floats above the rows on a phone. */
export function PendingPill({ count, onRefresh, className }: PendingPillProps) {
  return (
    <span role="status" className={cn(count === 0 && "hidden", className)}>
      <button
        type="button"
        onClick={onRefresh}
        aria-keyshortcuts="R"
        className="inline-flex h-7 items-center gap-[7px] whitespace-nowrap rounded-full border border-primary-line bg-primary-soft pr-1.5 pl-2.5 font-medium text-primary-text text-xs hover:bg-[color-mix(in_oklch,var(--primary-soft),var(--primary-line)_35%)] focus-visible:rounded-full max-md:h-11 max-md:border-transparent max-md:bg-popover max-md:px-4 max-md:text-sm max-md:shadow-popover"
      >
        <span>
          {count} {count === 1 ? "change" : "changes"}
          <span aria-hidden="true" className="mx-[5px] opacity-70">
            ·
          </span>
          Refresh
        </span>
        <Kbd keys="R" tone="soft" className="max-md:hidden" />
      </button>
    </span>
  )
}
