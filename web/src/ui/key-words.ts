const isApple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent)

const apple: Record<string, string> = { Mod: "⌘", Alt: "⌥", Shift: "⇧", Control: "⌃" }
const other: Record<string, string> = { Mod: "Ctrl", Control: "Ctrl" }
const both: Record<string, string> = {
  Enter: "↵",
  Escape: "esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
}

/** The keys of a shortcut such as "Mod+K", as this machine's keyboard names them. */
export function keyWords(keys: string): string[] {
  return keys.split("+").map((key) => both[key] ?? (isApple ? apple : other)[key] ?? key)
}
