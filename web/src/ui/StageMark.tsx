import { cn } from "./cn"

/** What the code knows about a stage's place. */
export type StageShape = {
  /** Place in its process, from 0. */
  position: number
  /** How many open stages the process has. */
  total: number
  /** Won and lost are filled; open stages show how far along they are. */
  kind?: "open" | "won" | "lost"
}

export type StageMarkProps = StageShape & {
  /** One of the seven stage colours; by default it follows the place. "inherit" takes the text's colour. */
  color?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | "inherit"
  className?: string
}

const colors = [
  "text-stage-1",
  "text-stage-2",
  "text-stage-3",
  "text-stage-4",
  "text-stage-5",
  "text-stage-6",
  "text-stage-7",
]

/** A ring that fills with progress, so that a stage reads without its colour. */
export function StageMark({ position, total, kind = "open", color, className }: StageMarkProps) {
  const share = total > 1 ? 8 + (72 * Math.min(position, total - 1)) / (total - 1) : 45
  const tone = color ?? (kind === "won" ? 6 : kind === "lost" ? 7 : Math.min(position + 1, 6))
  return (
    <svg
      viewBox="0 0 14 14"
      aria-hidden="true"
      className={cn(
        "size-3.5 flex-none fill-none stroke-current",
        tone !== "inherit" && colors[tone - 1],
        className,
      )}
    >
      {kind === "open" ? (
        <>
          <circle cx="7" cy="7" r="5.7" strokeWidth="1.5" />
          <circle
            cx="7"
            cy="7"
            r="2"
            strokeWidth="4"
            pathLength="100"
            strokeDasharray={`${share.toFixed(1)} 100`}
            transform="rotate(-90 7 7)"
          />
        </>
      ) : (
        <>
          <circle cx="7" cy="7" r="6.2" className="fill-current stroke-none" />
          <path
            d={kind === "won" ? "m4.4 7.2 1.8 1.8 3.4-3.8" : "m5 5 4 4m0-4L5 9"}
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
            className="stroke-background"
          />
        </>
      )}
    </svg>
  )
}
