import { cn } from "./cn"
import { StageMark, type StageMarkProps } from "./StageMark"

/** A stage's mark with its name. */
export function Stage({ name, className, ...mark }: StageMarkProps & { name: string }) {
  return (
    <span className={cn("inline-flex min-w-0 items-center gap-1.5", className)}>
      <StageMark {...mark} />
      <span className="truncate">{name}</span>
    </span>
  )
}
