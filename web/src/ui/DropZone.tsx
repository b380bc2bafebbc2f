import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"

const tones = {
  success: "border-success bg-success-soft text-success-text",
  danger: "border-danger bg-danger-soft text-danger-text",
  primary: "border-primary bg-primary-soft text-primary-text",
}

export type DropZoneProps = ComponentProps<"div"> & {
  tone: keyof typeof tones
  icon: ReactNode
  /** Something is held over it. */
  over?: boolean
}

/** A place to drop a card that is no column: won, lost, hand off. Phones have the Move to… sheet instead. */
export function DropZone({ tone, icon, over, className, children, ...rest }: DropZoneProps) {
  return (
    <div
      {...rest}
      className={cn(
        "flex h-[52px] flex-1 items-center justify-center gap-2 rounded-lg border-[1.5px] border-dashed font-medium text-sm transition-shadow max-md:hidden",
        tones[tone],
        over && "border-solid shadow-drag",
        className,
      )}
    >
      {icon}
      {children}
    </div>
  )
}
