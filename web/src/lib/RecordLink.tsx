/** A link to any record that has a page, by its id; its text alone when it has none. Light enough for every row of a grid. */
import { useRouter } from "@tanstack/react-router"
import type { MouseEvent, ReactNode } from "react"
import { pathOfId } from "./record-type"

type Props = {
  id: string | null | undefined
  children: ReactNode
  className?: string
  /** False where what holds it is dragged. */
  draggable?: false
  /** -1 in a row, which is a stop of Tab itself. */
  tabIndex?: -1
}

const look = "underline decoration-border-strong underline-offset-[3px] hover:decoration-current"

/** A click that means "here", not "in a new tab". */
const isPlain = (event: MouseEvent) =>
  event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)

export function RecordLink({ id, children, className = look, draggable, tabIndex }: Props) {
  const router = useRouter()
  const path = id ? pathOfId(id) : null
  if (!path) return children
  return (
    <a
      href={path}
      className={className}
      draggable={draggable}
      tabIndex={tabIndex}
      onPointerEnter={() => void router.preloadRoute({ to: path as never }).catch(() => {})}
      onClick={(event) => {
        if (event.defaultPrevented || !isPlain(event)) return
        event.preventDefault()
        void router.navigate({ to: path as never })
      }}
    >
      {children}
    </a>
  )
}
