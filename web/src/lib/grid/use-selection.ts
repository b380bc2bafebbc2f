/** Which rows are selected; Shift extends from the last one touched. */
import { useCallback, useRef, useState } from "react"

export function useSelection(idAt: (index: number) => string | undefined) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<number | null>(null)
  const at = useRef(idAt)
  at.current = idAt
  const toggle = useCallback((index: number, extend = false) => {
    const id = at.current(index)
    if (!id) return
    const from = extend && last.current !== null ? last.current : index
    last.current = index
    setSelected((now) => {
      const next = new Set(now)
      const on = !now.has(id)
      for (let row = Math.min(from, index); row <= Math.max(from, index); row++) {
        const other = at.current(row)
        if (other) on ? next.add(other) : next.delete(other)
      }
      return next
    })
  }, [])
  const clear = useCallback(() => setSelected(new Set()), [])
  const set = useCallback((ids: string[]) => setSelected(new Set(ids)), [])
  return { selected, toggle, clear, set }
}
