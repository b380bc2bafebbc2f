/** Overlays weigh 70 kB: until one is wanted its button stands alone, and its code loads as the pointer comes near. */
import { type ComponentType, cloneElement, lazy, type ReactElement, Suspense, useState } from "react"
import { preload } from "../part"
import { reachable } from "../reachable"

type Opened = { trigger?: ReactElement; open?: boolean; onOpenChange?: (open: boolean) => void }
type TriggerProps = {
  onClick?: () => void
  onPointerEnter?: () => void
  onFocus?: () => void
  "aria-haspopup"?: string
}

export type Overlay<Props> = {
  load: () => Promise<unknown>
  component: ComponentType<Props>
  popup: "listbox" | "menu" | "dialog"
}

/** The props of the overlay, which needs a trigger and keeps track itself of whether it is open. */
export type LazyProps<Props> = Omit<Props, "trigger" | "open"> & { trigger: ReactElement }

/** Declares an overlay that loads when it is first opened; at the top of a module. */
export function overlay<Props extends Opened>(
  load: () => Promise<ComponentType<Props>>,
  popup: Overlay<Props>["popup"],
): Overlay<Props> {
  preload(load)
  const reached = reachable(load)
  const component = lazy(async () => ({ default: await reached() }))
  return { load, component: component as unknown as ComponentType<Props>, popup }
}

type LazyOverlayProps<Props> = { of: Overlay<Props>; given: LazyProps<Props> & Opened }

export function LazyOverlay<Props extends Opened>({ of, given }: LazyOverlayProps<Props>) {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  const change = (next: boolean) => {
    setOpen(next)
    given.onOpenChange?.(next)
  }
  const trigger = given.trigger as ReactElement<TriggerProps>
  const button = cloneElement(trigger, {
    "aria-haspopup": of.popup,
    onPointerEnter: () => void of.load(),
    onFocus: () => void of.load(),
    onClick: () => {
      setWanted(true)
      change(true)
    },
  })
  if (!wanted) return button
  const Loaded = of.component
  return (
    <Suspense fallback={button}>
      <Loaded {...(given as unknown as Props)} open={open} onOpenChange={change} />
    </Suspense>
  )
}
