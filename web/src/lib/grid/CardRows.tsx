/** The rows of a list on a phone: cards of their own height, virtual. */
import { useVirtualizer } from "@tanstack/react-virtual"
import { useEffect, useRef } from "react"
import { Skeleton } from "@/ui/Skeleton"
import type { GridProps, GridRow } from "./grid-types"

export function CardRows<Row extends GridRow>({ label, list, card }: GridProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: list.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => 84,
    overscan: 8,
    getItemKey: (index) => list.rowAt(index)?.id ?? index,
  })
  const items = rows.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => list.ensure(first, last), [list.ensure, first, last])
  return (
    <div ref={scroller} className="scrollbar-thin min-h-0 flex-1 overflow-auto">
      <ul aria-label={label} className="relative" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const row = list.rowAt(item.index)
          return (
            <li
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row ? (
                card(row)
              ) : (
                <div className="grid h-21 content-center gap-2 border-b px-4">
                  <Skeleton className="w-2/5" />
                  <Skeleton className="w-1/4" />
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
