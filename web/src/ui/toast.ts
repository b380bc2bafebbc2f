import type { ReactNode } from "react"

export type ToastTone = "done" | "won" | "problem" | "plain"

export type Toast = {
  id: number
  /** What happened, such as "Moved to Solution fit". */
  title: ReactNode
  description?: ReactNode
  tone: ToastTone
  /** The one way back. */
  action?: { label: string; kbd?: string; onSelect: () => void }
  /** How long it stays, in milliseconds; 0 stays until dismissed. */
  duration: number
}

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says what happened and offers the one way back. The newest three are shown. */
export const toast = {
  show(input: Partial<Omit<Toast, "id">> & Pick<Toast, "title">): number {
    lastId += 1
    const tone = input.tone ?? "done"
    const duration = input.duration ?? (tone === "problem" ? 0 : input.action ? 8000 : 5000)
    set([...toasts, { ...input, id: lastId, tone, duration }].slice(-3))
    return lastId
  },
  dismiss(id: number) {
    set(toasts.filter((one) => one.id !== id))
  },
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
  current: () => toasts,
}
