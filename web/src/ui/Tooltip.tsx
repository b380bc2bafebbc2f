import { Tooltip as Base } from "@base-ui/react/tooltip"
import type { ReactElement, ReactNode } from "react"
import { Kbd } from "./Kbd"

export type TooltipProps = {
  /** A few words; never the only place where something is said. */
  content: ReactNode
  kbd?: string
  /** The control it belongs to. */
  children: ReactElement
  side?: "top" | "bottom" | "left" | "right"
}

/** A tip for the mouse and the keyboard; touch screens do not show it. */
export function Tooltip({ content, kbd, children, side = "bottom" }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={400} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="flex max-w-72 items-center gap-2 rounded-md bg-popover px-2 py-1 text-foreground text-xs shadow-popover transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0">
            {content}
            {kbd && <Kbd keys={kbd} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
