/** Which card has the focus, and where the arrows take it. Cards carry `data-deal`, columns are their lists. */
import type { KeyboardEvent } from "react"

export const focusedCard = () =>
  document.activeElement?.closest("[data-deal]")?.getAttribute("data-deal") ?? null

const linkOf = (card: Element | null | undefined) => card?.querySelector<HTMLElement>("a")

export const focusCard = (id: string) =>
  linkOf(document.querySelector(`[data-deal="${CSS.escape(id)}"]`))?.focus()

/** Up and down within a column, left and right to the card at the same height. */
export function neighbour(event: KeyboardEvent<HTMLElement>) {
  const card = event.target instanceof Element ? event.target.closest("[data-deal]") : null
  if (!card) return
  const columns = [...event.currentTarget.querySelectorAll("section")]
  const cards = columns.map((column) => [...column.querySelectorAll("[data-deal]")])
  const at = cards.findIndex((list) => list.includes(card))
  const row = cards[at]?.indexOf(card) ?? -1
  const beside = (by: number) => {
    for (let next = at + by; cards[next]; next += by) {
      const list = cards[next]
      if (list && list.length > 0) return list[Math.min(row, list.length - 1)]
    }
    return undefined
  }
  const target = (() => {
    switch (event.key) {
      case "ArrowDown":
        return cards[at]?.[row + 1]
      case "ArrowUp":
        return cards[at]?.[row - 1]
      case "ArrowRight":
        return beside(1)
      case "ArrowLeft":
        return beside(-1)
    }
  })()
  if (!target) return
  event.preventDefault()
  linkOf(target)?.focus()
}
