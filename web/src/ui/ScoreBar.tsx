import { cn } from "./cn"
import { Meter } from "./Meter"

/** A score from 0 to 100 as a short bar and its number, aligned right. */
export function ScoreBar({ score, className }: { score: number | null; className?: string }) {
  if (score === null) return <span className={cn("text-subtle-foreground", className)}>–</span>
  return (
    <span className={cn("inline-flex items-center justify-end gap-[7px] tabular-nums", className)}>
      <Meter share={score} tone="neutral" size="sm" className="w-9" />
      <span className="min-w-[2ch] text-right">{score}</span>
    </span>
  )
}
