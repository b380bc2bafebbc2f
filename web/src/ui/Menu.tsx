import { Menu as Base } from "@base-ui/react/menu"
import { Check } from "lucide-react"
import type { ReactElement, ReactNode } from "react"
import { cn } from "./cn"
import { floatingClass } from "./floating-class"
import { Kbd } from "./Kbd"

export type MenuItem =
  | {
      label: string
      onSelect: () => void
      icon?: ReactNode
      /** The key that does the same, shown at the end. */
      kbd?: string
      /** Quiet words at the end. */
      hint?: ReactNode
      /** For a choice that is on or off. */
      checked?: boolean
      danger?: boolean
      disabled?: boolean
    }
  | { title: string }
  | { separator: true }

export type MenuProps = {
  /** The button that opens it; give an icon alone a label. */
  trigger: ReactElement
  items: MenuItem[]
  align?: "start" | "center" | "end"
  side?: "top" | "bottom" | "left" | "right"
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
}

/** Actions on one thing, each with its key. */
export function Menu({
  trigger,
  items,
  align = "end",
  side = "bottom",
  open,
  onOpenChange,
  className,
}: MenuProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        {/* A region of its own, since the portal stands outside of all others. */}
        <section aria-label="Menu" className="contents">
          <Base.Backdrop className={floatingClass.backdrop} />
          <Base.Positioner align={align} side={side} sideOffset={4} className={floatingClass.positioner}>
            <Base.Popup
              className={cn(
                floatingClass.popup,
                "max-h-(--available-height) min-w-[200px] overflow-auto p-1",
                className,
              )}
            >
              {items.map((item, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: titles and separators have no id of their own.
                <Row key={at} item={item} />
              ))}
            </Base.Popup>
          </Base.Positioner>
        </section>
      </Base.Portal>
    </Base.Root>
  )
}

function Row({ item }: { item: MenuItem }) {
  if ("separator" in item) return <Base.Separator className={floatingClass.separator} />
  if ("title" in item) return <div className={floatingClass.groupTitle}>{item.title}</div>
  const look = cn(floatingClass.item, item.danger && "text-danger-text [&_.lucide]:text-danger-text")
  const inside = (
    <>
      {item.icon}
      <span className="truncate">{item.label}</span>
      {item.hint && <span className="ml-auto pl-3 text-subtle-foreground text-xs">{item.hint}</span>}
      {item.checked && <Check className="ml-auto size-3.5" aria-hidden="true" />}
      {item.kbd && <Kbd keys={item.kbd} className="ml-auto max-md:hidden" />}
    </>
  )
  if (item.checked !== undefined) {
    return (
      <Base.CheckboxItem
        checked={item.checked}
        onCheckedChange={item.onSelect}
        disabled={item.disabled}
        className={look}
      >
        {inside}
      </Base.CheckboxItem>
    )
  }
  return (
    <Base.Item
      onClick={item.onSelect}
      disabled={item.disabled}
      aria-keyshortcuts={item.kbd?.replace("Mod", "Control")}
      className={look}
    >
      {inside}
    </Base.Item>
  )
}
