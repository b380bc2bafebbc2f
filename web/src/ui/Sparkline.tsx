import { cn } from "./cn"

export type SparklineProps = {
  values: number[]
  /** What it shows, in words, since the picture cannot be read. */
  label: string
  className?: string
}

/** A line of recent values with a dot on the last. */
export function Sparkline({ values, label, className }: SparklineProps) {
  const low = Math.min(...values)
  const range = Math.max(...values) - low
  const points = values.map((value, at) => {
    const x = values.length > 1 ? (84 * at) / (values.length - 1) : 84
    const y = range === 0 ? 14 : 25 - (22 * (value - low)) / range
    return [x, y] as const
  })
  const last = points.at(-1)
  if (!last) return null
  return (
    <svg
      viewBox="0 0 84 28"
      role="img"
      aria-label={label}
      className={cn("h-7 w-[84px] flex-none overflow-visible", className)}
    >
      <polyline
        points={points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
        strokeLinejoin="round"
        className="fill-none stroke-[1.5] stroke-subtle-foreground"
      />
      <circle cx={last[0]} cy={last[1]} r="2.2" className="fill-primary" />
    </svg>
  )
}
