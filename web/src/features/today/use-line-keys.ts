/** The keys of today: J and K go through its lines, A, D and X do what the line offers. */
import { useKeys } from "@/lib/keys"

const lines = () => [...document.querySelectorAll<HTMLElement>("[data-line]")]
const focusLine = (line: HTMLElement | undefined) => line?.querySelector<HTMLElement>("a")?.focus()
const control = (line: Element | null | undefined, what: string) =>
  line?.querySelector<HTMLElement>(`[data-press=${what}]`)

function step(by: number) {
  const all = lines()
  const at = all.findIndex((line) => line.contains(document.activeElement))
  focusLine(at < 0 ? all[0] : all[Math.max(0, Math.min(all.length - 1, at + by))])
}

/** Presses the control of the line in focus; without one it only goes to the first line that has it. */
function press(what: string) {
  const here = control(document.activeElement?.closest("[data-line]"), what)
  if (here) return here.click()
  focusLine(lines().find((line) => control(line, what)))
}

export function useLineKeys() {
  useKeys("Today", [
    { keys: "j", label: "Next line", run: () => step(1) },
    { keys: "k", label: "Line before", run: () => step(-1) },
    { keys: "a", label: "Accept the handoff", run: () => press("accept") },
    { keys: "d", label: "Decline the handoff", run: () => press("decline") },
    { keys: "x", label: "Complete the task", run: () => press("tick") },
  ])
}
