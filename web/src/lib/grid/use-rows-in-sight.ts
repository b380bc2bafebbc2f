/** Which rows of a long grid are in sight, for rows of one height: a few at a time, so that most of a scroll costs nothing. */
import { type RefObject, startTransition, useCallback, useEffect, useState } from "react"

/** Rows come and go in steps of so many, with as many to spare on each side. */
const step = 8

type Options = {
  scroller: RefObject<HTMLElement | null>
  count: number
  rowHeight: number
  /** What sticks over the rows at the top and at the bottom, in pixels. */
  head: number
  foot: number
}

/** The first and the last row to draw, both included, for what is scrolled. */
export function rowsFor(top: number, height: number, rowHeight: number, count: number): [number, number] {
  const first = Math.floor(top / rowHeight / step) * step - step
  const last = Math.ceil((top + height) / rowHeight / step) * step + step - 1
  return [Math.max(0, Math.min(first, count - 1)), Math.min(count - 1, last)]
}

export function useRowsInSight({ scroller, count, rowHeight, head, foot }: Options) {
  const [range, setRange] = useState<[number, number]>([0, 3 * step - 1])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const [first, last] = rowsFor(element.scrollTop, element.clientHeight, rowHeight, count)
      // Drawn between frames: a fast scroll stays smooth, and only its last rows are drawn to the end.
      startTransition(() => setRange((now) => (now[0] === first && now[1] === last ? now : [first, last])))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener("scroll", look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener("scroll", look)
    }
  }, [scroller, count, rowHeight])
  const scrollTo = useCallback(
    (index: number) => {
      const element = scroller.current
      if (!element) return
      const top = index * rowHeight
      const end = top + rowHeight + head + foot - element.clientHeight
      if (element.scrollTop > top) element.scrollTop = top
      else if (element.scrollTop < end) element.scrollTop = end
    },
    [scroller, rowHeight, head, foot],
  )
  return { first: Math.min(range[0], Math.max(0, count - 1)), last: Math.min(range[1], count - 1), scrollTo }
}
