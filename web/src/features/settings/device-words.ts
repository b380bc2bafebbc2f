/** What a session runs on, by the words that the server has for it: "Firefox on Linux", "curl". */
export type DeviceKind = "computer" | "phone" | "program"

export function deviceKind(words: string): DeviceKind {
  if (/ on (iPhone|iPad|Android)$/.test(words)) return "phone"
  return / on /.test(words) && !words.startsWith("A program") ? "computer" : "program"
}
