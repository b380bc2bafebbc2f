import { Dialog as Base } from "@base-ui/react/dialog"
import { X } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "./cn"
import { floatingClass } from "./floating-class"
import { IconButton } from "./IconButton"
import { useGuard } from "./use-guard"

export type SheetProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** What it is about, under the title. */
  description?: ReactNode
  /** Keeps the title for readers alone. */
  hideTitle?: boolean
  children: ReactNode
  /** At the end, always in sight. */
  footer?: ReactNode
  /** Something in it is changed and not saved: what would close it asks first. */
  unsaved?: boolean
  className?: string
}

/** Slides in over the page: from the bottom edge on a phone, from the right on a desktop. */
export function Sheet({
  open,
  onOpenChange,
  title,
  description,
  hideTitle,
  children,
  footer,
  unsaved = false,
  className,
}: SheetProps) {
  const guard = useGuard({ unsaved, onOpenChange })
  return (
    <Base.Root open={open} onOpenChange={guard.onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={floatingClass.scrim} />
        <Base.Popup
          className={cn(
            "fixed z-31 flex flex-col bg-popover shadow-popover outline-none transition-[translate,opacity] data-starting-style:opacity-0 data-ending-style:opacity-0",
            "max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[88dvh] max-md:rounded-t-xl max-md:px-3 max-md:pt-2 max-md:pb-[calc(16px+env(safe-area-inset-bottom))] max-md:data-ending-style:translate-y-8 max-md:data-starting-style:translate-y-8",
            "md:inset-y-2 md:right-2 md:w-[440px] md:rounded-lg md:p-4 md:data-ending-style:translate-x-6 md:data-starting-style:translate-x-6",
            className,
          )}
        >
          <span
            aria-hidden="true"
            className="mx-auto mb-2.5 h-1 w-9 flex-none rounded-xs bg-border-strong md:hidden"
          />
          <div className={cn("px-2 pb-2 md:px-1 md:pr-10", hideTitle && "sr-only")}>
            <Base.Title className="font-semibold text-lg">{title}</Base.Title>
            {description && (
              <Base.Description className="text-muted-foreground text-sm">{description}</Base.Description>
            )}
          </div>
          <div className="scrollbar-thin min-h-0 flex-1 overflow-auto">{children}</div>
          {footer && <div className="flex gap-2 px-1 pt-2 max-md:[&>button]:flex-1">{footer}</div>}
          <Base.Close
            render={
              <IconButton
                label="Close"
                kbd="Escape"
                className="absolute top-3 right-3 max-md:not-focus-visible:sr-only"
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
