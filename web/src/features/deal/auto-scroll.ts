/** Scrolls what a carried card is held at the edge of; its code comes after the board stands. */
export function autoScroll(...elements: (HTMLElement | null)[]) {
  let stop: (() => void)[] = []
  let gone = false
  void import("@atlaskit/pragmatic-drag-and-drop-auto-scroll/element").then(({ autoScrollForElements }) => {
    if (!gone) stop = elements.flatMap((element) => (element ? autoScrollForElements({ element }) : []))
  })
  return () => {
    gone = true
    for (const one of stop) one()
  }
}
