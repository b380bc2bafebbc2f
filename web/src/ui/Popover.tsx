import { Popover as Base } from "@base-ui/react/popover"
import type { ReactElement, ReactNode } from "react"
import { cn } from "./cn"
import { floatingClass } from "./floating-class"

export type PopoverProps = {
  /** The button that opens it. */
  trigger: ReactElement
  /** What it holds, for readers; shown as its title if `showTitle`. */
  title: string
  showTitle?: boolean
  children: ReactNode
  align?: "start" | "center" | "end"
  side?: "top" | "bottom" | "left" | "right"
  /** For definitions and explanations: opens when hovered too. */
  openOnHover?: boolean
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
}

/** A small panel beside what opened it; a sheet on a phone. */
export function Popover(props: PopoverProps) {
  const {
    trigger,
    title,
    showTitle,
    children,
    align = "start",
    side = "bottom",
    openOnHover,
    open,
    onOpenChange,
    className,
  } = props
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} openOnHover={openOnHover} />
      <Base.Portal>
        <Base.Backdrop className={floatingClass.backdrop} />
        <Base.Positioner align={align} side={side} sideOffset={4} className={floatingClass.positioner}>
          <Base.Popup className={cn(floatingClass.popup, "max-w-(--available-width) p-3 md:w-72", className)}>
            <Base.Title className={showTitle ? "mb-1 font-semibold text-sm" : "sr-only"}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
