import type { KeyboardEvent } from "react"

/** Moves focus along a row of controls with the arrows, Home and End: one tab stop for all. */
export function rove(event: KeyboardEvent<HTMLElement>, selector: string): HTMLElement | undefined {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[
    event.key
  ]
  if (step === undefined) return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)]
  const at = items.indexOf(document.activeElement as HTMLElement)
  if (items.length === 0 || at < 0) return
  const to = Number.isFinite(step)
    ? (at + step + items.length) % items.length
    : step < 0
      ? 0
      : items.length - 1
  event.preventDefault()
  items[to]?.focus()
  return items[to]
}
