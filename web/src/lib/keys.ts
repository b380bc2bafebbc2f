/** Keyboard shortcuts: inactive while typing or in a dialog, can be switched off, listed in the help. */
import { useEffect, useRef } from "react"
import { tinykeys } from "tinykeys"
import { createStore, useStore } from "./store"

export type Shortcut = {
  /** As tinykeys writes them: `c`, `g d`, `$mod+k`, `Alt+ArrowRight`, `Shift+?`. */
  keys: string
  /** What it does, as the help says it. */
  label: string
  run: (event: KeyboardEvent) => void
  /** Works while typing too: for `$mod+k` and its like. */
  always?: boolean
  /** Leaves the key to a focused link or button: for Enter and Space. */
  unlessControl?: boolean
  /** Otherwise the key keeps its usual meaning. */
  when?: () => boolean
}

export type ShortcutGroup = { title: string; shortcuts: Shortcut[] }

const groups = createStore<ShortcutGroup[]>([])
const enabled = createStore(localStorage.getItem("baton.keys") !== "off")

export const useShortcutGroups = () => useStore(groups)
export const useShortcutsEnabled = () => useStore(enabled)
export function enableShortcuts(on: boolean) {
  localStorage.setItem("baton.keys", on ? "on" : "off")
  enabled.set(on)
}

const typing = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]"
const floating = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]"

function isBusy(event: KeyboardEvent, unlessControl = false) {
  const target = event.target instanceof Element ? event.target : null
  return Boolean(target?.closest(`${typing}, ${floating}`) || (unlessControl && target?.closest("a, button")))
}

/** Binds shortcuts while the component is on the screen; `title` is their heading in the help. */
export function useKeys(title: string, shortcuts: Shortcut[]) {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const signature = shortcuts.map(({ keys, label }) => `${keys}\t${label}`).join("\n")
  useEffect(() => {
    const group = { title, shortcuts: latest.current }
    if (signature) groups.set([...groups.get(), group])
    const bindings: Record<string, (event: KeyboardEvent) => void> = {}
    for (const [index, { keys }] of latest.current.entries())
      bindings[keys] = (event) => {
        const shortcut = latest.current[index]
        if (
          !shortcut ||
          event.defaultPrevented ||
          (!shortcut.always && (isBusy(event, shortcut.unlessControl) || !enabled.get()))
        )
          return
        if (shortcut.when && !shortcut.when()) return
        event.preventDefault()
        shortcut.run(event)
      }
    const unbind = tinykeys(window, bindings)
    return () => {
      unbind()
      groups.set(groups.get().filter((other) => other !== group))
    }
  }, [title, signature])
}
