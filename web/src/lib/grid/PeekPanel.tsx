/** A glance at the row under the keyboard, beside the list; it follows J and K. */
import { ArrowUpRight, X } from "lucide-react"
import type { ReactNode } from "react"
import { Button } from "@/ui/Button"
import { IconButton } from "@/ui/IconButton"

type Props = {
  /** The row's name. */
  label: string
  onOpen: () => void
  onClose: () => void
  children: ReactNode
}

export function PeekPanel({ label, onOpen, onClose, children }: Props) {
  return (
    <aside
      aria-label={`A glance at ${label}`}
      className="absolute inset-y-2 right-2 z-7 flex w-[400px] max-w-[calc(100%-16px)] flex-col rounded-lg bg-popover shadow-popover"
    >
      <div className="flex h-11 flex-none items-center gap-1.5 border-b pr-2 pl-4">
        <span className="text-muted-foreground text-xs">J and K go on</span>
        <Button
          variant="ghost"
          size="sm"
          kbd="Enter"
          className="ml-auto"
          icon={<ArrowUpRight aria-hidden="true" />}
          onClick={onOpen}
        >
          Open
        </Button>
        <IconButton label="Close" kbd="Escape" size="sm" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section aria-label={label} tabIndex={0} className="scrollbar-thin min-h-0 flex-1 overflow-auto">
        {children}
      </section>
    </aside>
  )
}
