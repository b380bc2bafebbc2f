/** A link to any record that has a page, by its id; its text alone when it has none. */
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { pathOfId } from "./record-type"

type Props = {
  id: string | null | undefined
  children: ReactNode
  className?: string
  /** False where what holds it is dragged. */
  draggable?: false
}

const look = "underline decoration-border-strong underline-offset-[3px] hover:decoration-current"

export function RecordLink({ id, children, className = look, draggable }: Props) {
  const path = id ? pathOfId(id) : null
  return path ? (
    <Link to={path as never} className={className} draggable={draggable}>
      {children}
    </Link>
  ) : (
    children
  )
}
