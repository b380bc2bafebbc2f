import { Dialog as Base } from "@base-ui/react/dialog"
import { X } from "lucide-react"
import type { ReactNode, RefObject } from "react"
import { cn } from "./cn"
import { floatingClass } from "./floating-class"
import { IconButton } from "./IconButton"
import { useGuard } from "./use-guard"

const widths = { sm: "md:w-[400px]", md: "md:w-[520px]", lg: "md:w-[720px]" }

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  children?: ReactNode
  /** Its buttons, the main one last. */
  footer?: ReactNode
  size?: keyof typeof widths
  /** Keeps what was typed: a click outside does not close it, and a key that would asks first. */
  guarded?: boolean
  /** Whether there is something to lose, where that is not just what was typed. */
  unsaved?: boolean
  /** What has the focus when it opens, if not the first control. */
  initialFocus?: RefObject<HTMLElement | null>
  className?: string
}

/** Asks before going on. On a phone it rises from the bottom edge. */
export function Dialog(props: DialogProps) {
  const { open, title, description, children, footer, size = "md", guarded } = props
  const guard = useGuard(props)
  return (
    <Base.Root open={open} onOpenChange={guard.onOpenChange} disablePointerDismissal={guarded}>
      <Base.Portal>
        <Base.Backdrop className={floatingClass.scrim} />
        <Base.Popup
          initialFocus={props.initialFocus}
          onInput={guard.onInput}
          className={cn(
            "fixed z-31 flex max-h-[min(640px,calc(100dvh-64px))] flex-col rounded-lg bg-popover text-sm shadow-popover outline-none transition-[opacity,scale,translate]",
            "md:top-[12vh] md:left-1/2 md:max-w-[calc(100vw-48px)] md:-translate-x-1/2",
            "max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[88dvh] max-md:rounded-t-xl max-md:rounded-b-none max-md:pb-[env(safe-area-inset-bottom)] max-md:text-base",
            "data-starting-style:opacity-0 data-ending-style:opacity-0 md:data-starting-style:scale-[0.98] max-md:data-starting-style:translate-y-6",
            widths[size],
            props.className,
          )}
        >
          <header className="py-1 pt-4 pr-14 pl-5 max-md:pl-4">
            <Base.Title className="font-semibold text-lg">{title}</Base.Title>
            {description && (
              <Base.Description className="mt-0.5 text-muted-foreground">{description}</Base.Description>
            )}
          </header>
          <div className="scrollbar-thin min-h-0 flex-1 overflow-auto px-5 pt-2 pb-5 max-md:px-4">
            {children}
          </div>
          {footer && (
            <footer className="flex items-center justify-end gap-2 border-t px-5 py-3 max-md:px-4 max-md:[&>button]:flex-1">
              {footer}
            </footer>
          )}
          {/* Last, so that the first field has the focus when it opens. */}
          <Base.Close
            render={
              <IconButton
                label="Close"
                kbd="Escape"
                className="absolute top-3 right-3 max-md:top-1.5 max-md:right-1.5"
              >
                <X aria-hidden="true" />
              </IconButton>
            }
          />
        </Base.Popup>
      </Base.Portal>
      {guard.question}
    </Base.Root>
  )
}
