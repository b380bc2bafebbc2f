import { CircleAlert } from "lucide-react"
import { cn } from "./cn"
import type { Reading } from "./reading"

type Props = {
  id: string
  reading: Reading
  /** The field was left, or its form was sent: what cannot be read is said. */
  left: boolean
  className?: string
}

/** Beside a field: what was understood of its text before it is saved, or how to write it. */
export function Echo({ id, reading, left, className }: Props) {
  const wrong = reading.problem !== undefined
  return (
    <span
      id={id}
      role={wrong && left ? "alert" : "status"}
      className={cn(
        "flex items-start gap-[5px] whitespace-normal text-xs tabular-nums empty:hidden",
        wrong ? "text-danger-text" : "text-muted-foreground",
        className,
      )}
    >
      {wrong && left && <CircleAlert className="mt-px size-3.5 flex-none" aria-hidden="true" />}
      {wrong ? left && <span>{reading.problem}</span> : reading.words}
    </span>
  )
}
