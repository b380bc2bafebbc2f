import { cn } from "./cn"

export type CountProps = {
  value: number
  /** Waits for the reader: a filled pill. */
  alert?: boolean
  className?: string
}

/** A number beside a title. */
export function Count({ value, alert, className }: CountProps) {
  if (alert) {
    return (
      <span
        className={cn(
          "grid h-[18px] min-w-[18px] place-items-center rounded-full bg-primary px-[5px] font-semibold text-2xs text-primary-foreground leading-none tabular-nums",
          className,
        )}
      >
        {value > 99 ? "99+" : value}
      </span>
    )
  }
  return (
    <span className={cn("font-normal text-subtle-foreground text-xs tabular-nums", className)}>
      {value.toLocaleString("en-GB")}
    </span>
  )
}
