import { CircleDashed } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "./cn"
import { hueOf } from "./initials"

/** Labels with their values; holds Property rows. */
export function PropertyList({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={className}>{children}</dl>
}

export type PropertyProps = {
  label: ReactNode
  /** The value, or an InlineEdit or picker in its place. */
  children?: ReactNode
  /** It is empty and needed, such as "Needed to advance". */
  missing?: string
  /** Someone else types here now. */
  watchedBy?: { id: string; name: string }
  className?: string
}

/** One label and its value. */
export function Property({ label, children, missing, watchedBy, className }: PropertyProps) {
  return (
    <div
      className={cn(
        "relative grid min-h-[30px] grid-cols-[104px_minmax(0,1fr)] items-center rounded-md px-2 hover:bg-accent max-md:min-h-11",
        watchedBy && `hue-ring hue-${hueOf(watchedBy.id)}`,
        className,
      )}
    >
      <dt className="truncate text-muted-foreground">{label}</dt>
      <dd className="min-w-0">
        {missing && (
          <span className="inline-flex items-center gap-[5px] text-warning-text">
            <CircleDashed className="size-3.5" aria-hidden="true" />
            {missing}
          </span>
        )}
        {children}
        {watchedBy && (
          <span className="hue-tag absolute -top-2 right-2 rounded-sm px-[5px] font-semibold text-[10px] leading-[14px]">
            {watchedBy.name} editing
          </span>
        )}
      </dd>
    </div>
  )
}
