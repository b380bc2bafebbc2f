/** What the palette offers besides records: places, things to make, the theme, signing out. */
import { Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react"
import { createElement, type ReactNode } from "react"
import { sectionsFor } from "@/features/settings/sections"
import type { Directory } from "@/lib/directory"
import { openOverlay } from "@/lib/palette"
import { setTheme } from "@/lib/theme"
import { creations, destinations } from "../navigation"

export type Command = {
  id: string
  label: string
  hint?: string
  icon: ReactNode
  /** Keys that do the same, one cap each. */
  keys?: string[]
  run: () => void
}

export type Go = (to: string, search?: object) => void

/** Groups of commands for this person. */
export function commands(
  { can, operates, administers }: Directory,
  go: Go,
  leave: () => void,
): { title: string; entries: Command[] }[] {
  const icon = (component: typeof Sun) => createElement(component, { "aria-hidden": true })
  return [
    {
      title: "Go to",
      entries: destinations
        .filter(({ reads }) => !reads || can("read", reads))
        .map(({ to, label, icon: glyph, key }) => ({
          id: `go ${to}`,
          label,
          icon: icon(glyph),
          keys: ["G", key.toUpperCase()],
          run: () => go(to),
        })),
    },
    {
      title: "Create",
      entries: creations
        .filter(({ creates }) => can("create", creates))
        .map(({ to, label, icon: glyph }) => ({
          id: `create ${to}`,
          label,
          icon: icon(glyph),
          run: () => go(to, { create: true }),
        })),
    },
    {
      title: "Settings",
      entries: [
        ...sectionsFor({ operates, administers }).flatMap(({ places }) =>
          places.map(({ to, label, icon: glyph }) => ({
            id: `go ${to}`,
            label: label === "My account" ? label : `Settings: ${label}`,
            icon: icon(glyph),
            run: () => go(to),
          })),
        ),
        { id: "light", label: "Light theme", icon: icon(Sun), run: () => setTheme("light") },
        { id: "dark", label: "Dark theme", icon: icon(Moon), run: () => setTheme("dark") },
        { id: "system", label: "Theme as the system", icon: icon(Monitor), run: () => setTheme("system") },
        {
          id: "shortcuts",
          label: "All shortcuts",
          icon: icon(Keyboard),
          keys: ["?"],
          run: () => openOverlay("shortcuts"),
        },
        { id: "sign-out", label: "Sign out", icon: icon(LogOut), run: leave },
      ],
    },
  ]
}

/** Every word that was typed begins a word of the label. */
export function matches(label: string, query: string) {
  const words = label.toLocaleLowerCase().split(/\s+/)
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}
