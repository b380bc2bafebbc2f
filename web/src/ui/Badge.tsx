import type { ReactNode } from "react"
import { cn } from "./cn"

const tones = {
  neutral: "bg-muted text-muted-foreground",
  success: "bg-success-soft text-success-text",
  warning: "bg-warning-soft text-warning-text",
  danger: "bg-danger-soft text-danger-text",
  info: "bg-info-soft text-info-text",
  primary: "bg-primary-soft text-primary-text",
}

export type BadgeProps = {
  tone?: keyof typeof tones
  /** An icon before the words; the tone is never the only sign. */
  icon?: ReactNode
  children: ReactNode
  className?: string
}

/** A short state in words. */
export function Badge({ tone = "neutral", icon, children, className }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs leading-none [&_.lucide]:size-3 [&_.lucide]:stroke-2",
        tones[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  )
}
