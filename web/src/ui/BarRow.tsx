import type { ReactNode } from "react"
import { cn } from "./cn"

const tones = {
  primary: "bg-primary",
  neutral: "bg-border-strong",
  1: "bg-stage-1",
  2: "bg-stage-2",
  3: "bg-stage-3",
  4: "bg-stage-4",
  5: "bg-stage-5",
  6: "bg-stage-6",
  7: "bg-stage-7",
}

export type BarRowProps = {
  label: ReactNode
  /** The length of the bar, from 0 to 100, as a share of the longest. */
  share: number
  value: ReactNode
  /** At the end, such as "50 % in 2 d". */
  aside?: ReactNode
  /** A stage's number takes its colour. */
  tone?: keyof typeof tones
  /** 14 px for a list of reasons, 24 px for a funnel. */
  size?: "md" | "lg"
  className?: string
}

/** One bar of a chart, with its label and number as text. */
export function BarRow({
  label,
  share,
  value,
  aside,
  tone = "primary",
  size = "md",
  className,
}: BarRowProps) {
  const funnel = size === "lg"
  return (
    <li
      className={cn(
        "grid min-h-8 items-center gap-2.5",
        funnel
          ? "grid-cols-[148px_minmax(0,1fr)_96px] max-md:grid-cols-[1fr_auto]"
          : "grid-cols-[88px_minmax(0,1fr)_32px]",
        className,
      )}
    >
      <span className="flex min-w-0 items-center gap-[7px] truncate">{label}</span>
      <span className={cn("flex items-center gap-2", funnel && "h-6 max-md:order-3 max-md:col-span-2")}>
        <span
          aria-hidden="true"
          className={cn("min-w-[3px] rounded-[3px] opacity-85", funnel ? "h-6" : "h-3.5", tones[tone])}
          style={{ width: `${Math.max(0, Math.min(100, share)) * (funnel ? 0.8 : 1)}%` }}
        />
        {funnel && <span className="font-medium tabular-nums">{value}</span>}
      </span>
      {funnel ? (
        <span className="whitespace-nowrap text-right text-muted-foreground text-xs">{aside}</span>
      ) : (
        <span className="text-right font-medium tabular-nums">{value}</span>
      )}
    </li>
  )
}
