/** One or two capital letters for a name: first and last word of a person, first of anything else. */
export function initials(name: string, kind: "person" | "queue" | "company" = "person"): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = words[0]
  if (!first) return "?"
  const last = kind === "person" && words.length > 1 ? words[words.length - 1] : undefined
  return (letterOf(first) + (last ? letterOf(last) : "")).toLocaleUpperCase()
}

function letterOf(word: string): string {
  return word.normalize("NFC").match(/[\p{L}\p{N}]/u)?.[0] ?? ""
}

/** A hue from 1 to 10 for an id; the same id always has the same one (FNV-1a). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  }
  hash ^= hash >>> 15
  return ((hash >>> 0) % 10) + 1
}
