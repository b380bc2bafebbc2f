import { Check, OctagonAlert } from "lucide-react"
import { type ClockTimes, readClock } from "./clock-words"
import { cn } from "./cn"
import { Ring } from "./Ring"

const looks = {
  ok: "border-border-strong text-muted-foreground",
  soon: "border-warning-line bg-warning-soft text-warning-text",
  over: "border-danger bg-danger text-primary-foreground",
  met: "border-transparent px-0 pl-0.5 font-normal text-muted-foreground",
}

export type ClockProps = ClockTimes & { size?: "md" | "lg"; className?: string }

/** Time left: outline, tint, solid; a ring, a thin ring, an octagon; “left” and “over”. */
export function Clock({ size = "md", className, ...times }: ClockProps) {
  const { state, words, left } = readClock(times)
  const mark = size === "lg" ? "size-[15px]" : "size-[13px]"
  return (
    <span
      className={cn(
        "inline-flex flex-none items-center gap-[5px] whitespace-nowrap rounded-full border font-medium leading-none tabular-nums",
        size === "lg"
          ? "h-7 pr-[11px] pl-[7px] text-sm leading-none"
          : "h-[22px] pr-2 pl-[5px] text-xs leading-none",
        looks[state],
        className,
      )}
    >
      {state === "over" && <OctagonAlert className={cn(mark, "stroke-2")} aria-hidden="true" />}
      {state === "met" && <Check className={cn(mark, "stroke-2 text-success")} aria-label="Met in" />}
      {(state === "ok" || state === "soon") && (
        <Ring share={left} className={cn(mark, state === "ok" && "text-success")} />
      )}
      {words}
    </span>
  )
}
