/** "3 of 37", and the ways to the record before and the next in the list one came from; J and K do the same. */
import { useNavigate, useParams } from "@tanstack/react-router"
import { ChevronDown, ChevronUp } from "lucide-react"
import { IconButton } from "@/ui/IconButton"
import { useKeys } from "../keys"
import { pathOfId } from "../record-type"
import { useNeighbours } from "./list-order"

export function Neighbours({ list }: { list: { to: string; label: string } }) {
  const { id = "" } = useParams({ strict: false })
  const navigate = useNavigate()
  const found = useNeighbours(list.to, id)
  const go = (to: string | undefined) => {
    const path = to && pathOfId(to)
    if (path) void navigate({ to: path as never, replace: true })
  }
  useKeys(
    "Record",
    found
      ? [
          { keys: "j", label: "Next in the list", run: () => go(found.after) },
          { keys: "k", label: "Before in the list", run: () => go(found.before) },
        ]
      : [],
  )
  if (!found) return null
  return (
    <span className="flex items-center gap-1 max-md:hidden">
      <span className="mr-1 whitespace-nowrap text-subtle-foreground tabular-nums">
        {found.place} of {found.total.toLocaleString("en-GB")}
      </span>
      <IconButton
        label="Before in the list"
        kbd="K"
        disabled={!found.before}
        onClick={() => go(found.before)}
      >
        <ChevronUp aria-hidden="true" />
      </IconButton>
      <IconButton label="Next in the list" kbd="J" disabled={!found.after} onClick={() => go(found.after)}>
        <ChevronDown aria-hidden="true" />
      </IconButton>
    </span>
  )
}
