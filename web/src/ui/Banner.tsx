import type { ReactNode } from "react"
import { cn } from "./cn"

const tones = {
  primary: "border-primary-line bg-primary-soft",
  success: "border-success-line bg-success-soft",
  warning: "border-warning-line bg-warning-soft",
  danger: "border-danger-line bg-danger-soft",
  info: "border-info-line bg-info-soft",
  neutral: "border-border bg-surface",
}

export type BannerProps = {
  tone?: keyof typeof tones
  /** The baton for an offer, else an icon. */
  icon?: ReactNode
  children: ReactNode
  /** Beside the words: a clock. */
  aside?: ReactNode
  actions?: ReactNode
  className?: string
}

/** A line across the page that asks for an answer. On a phone its actions take the width. */
export function Banner({ tone = "primary", icon, children, aside, actions, className }: BannerProps) {
  return (
    <div
      role="status"
      className={cn(
        "flex flex-none flex-wrap items-center gap-x-2.5 gap-y-2 border-b px-5 py-2 max-md:px-4 max-md:py-3",
        tones[tone],
        className,
      )}
    >
      {icon}
      <div className="min-w-0 max-md:flex-1">{children}</div>
      {aside}
      {actions && (
        <div className="ml-auto flex items-center gap-2 max-md:ml-0 max-md:w-full max-md:[&>button]:flex-1">
          {actions}
        </div>
      )}
    </div>
  )
}
