/** Light, dark, or as the system says; remembered on this device. */
import { createStore, useStore } from "./store"

export const themes = ["system", "light", "dark"] as const
export type Theme = (typeof themes)[number]

const stored = localStorage.getItem("baton.theme")
const theme = createStore<Theme>(themes.find((name) => name === stored) ?? "system")

function apply(next: Theme) {
  if (next === "system") delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next
}

apply(theme.get())

export const useTheme = () => useStore(theme)
export function setTheme(next: Theme) {
  localStorage.setItem("baton.theme", next)
  theme.set(next)
  apply(next)
}
