import { cn } from "./cn"

export type MeterProps = {
  /** From 0 to 100. */
  share: number
  /** Where it should be by now, from 0 to 100: a tick. */
  mark?: number
  tone?: "primary" | "neutral"
  /** Thin beside a score, 6 px for a goal. */
  size?: "sm" | "md"
  className?: string
}

/** A bar filled to a share. The number stands beside it, so it is hidden from readers. */
export function Meter({ share, mark, tone = "primary", size = "md", className }: MeterProps) {
  return (
    <span aria-hidden="true" className={cn("relative block", size === "sm" ? "h-1" : "h-1.5", className)}>
      <span className="block h-full overflow-hidden rounded-[3px] bg-border">
        <span
          className={cn(
            "block h-full rounded-[3px]",
            tone === "primary" ? "bg-primary" : "bg-muted-foreground",
          )}
          style={{ width: `${Math.max(0, Math.min(100, share))}%` }}
        />
      </span>
      {mark !== undefined && (
        <span
          className="absolute -inset-y-[3px] w-0.5 bg-foreground"
          style={{ left: `${Math.min(100, mark)}%` }}
        />
      )}
    </span>
  )
}
