/** A browser's own name of itself in words: "Chrome on Windows". What is words already stays. */
export type Device = { words: string; kind: "computer" | "phone" | "program" }

/** The first that fits counts: most browsers claim to be others as well. */
const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrom(e|ium)\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
]
const systems: [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bmacOS\b/, "Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
]
const programs: [RegExp, string][] = [
  [/^curl\//, "curl"],
  [/^(node|undici)\b/, "Node.js"],
  [/^python-/, "Python"],
  [/^baton\b/i, "Baton's command line"],
]

const first = (list: [RegExp, string][], text: string) => list.find(([pattern]) => pattern.test(text))?.[1]

export function deviceWords(agent: string): Device {
  const text = agent.trim()
  const system = first(systems, text)
  const kind = /iPhone|iPad|Android/.test(text) ? "phone" : "computer"
  if (!text) return { words: "Unknown device", kind: "computer" }
  if (/^Mozilla\//.test(text)) {
    const browser = first(browsers, text) ?? "A browser"
    return { words: system ? `${browser} on ${system}` : browser, kind }
  }
  const program = first(programs, text)
  return program ? { words: program, kind: "program" } : { words: text, kind }
}
