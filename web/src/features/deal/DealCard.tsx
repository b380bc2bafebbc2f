/** A deal on the board: title, company, amount, next step, owner, and whether it rots. Dragged, except on a phone. */
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine"
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter"
import { attachClosestEdge, extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge"
import { ArrowRightFromLine } from "lucide-react"
import { memo, useEffect, useRef, useState } from "react"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { RecordLink } from "@/lib/RecordLink"
import { nextWords } from "@/lib/record/next-words"
import { Avatar } from "@/ui/Avatar"
import { BoardCard } from "@/ui/BoardCard"
import { DropLine } from "@/ui/DropLine"
import { daysFrom } from "@/ui/dates"
import { IconButton } from "@/ui/IconButton"
import { Money } from "@/ui/Money"
import { NextActivity } from "@/ui/NextActivity"
import type { Edge } from "./place"
import type { Deal } from "./view"

type Props = {
  deal: Deal
  movedBy?: { id: string; name: string }
  ghost: boolean
  /** The role may move it. */
  movable: boolean
  onChoose?: (deal: Deal) => void
}

export const DealCard = memo(function DealCard({ deal, movedBy, ghost, movable, onChoose }: Props) {
  const { user, baseCurrency } = useDirectory()
  const now = useMinute()
  const card = useRef<HTMLElement>(null)
  const [edge, setEdge] = useState<Edge | null>(null)
  const still = !movable || onChoose !== undefined
  useEffect(() => {
    const element = card.current
    if (!element || still) return
    return combine(
      draggable({ element, getInitialData: () => ({ dealId: deal.id }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data.dealId === "string" && source.data.dealId !== deal.id,
        getData: ({ input }) =>
          attachClosestEdge({ overId: deal.id }, { element, input, allowedEdges: ["top", "bottom"] }),
        onDrag: ({ self }) => setEdge(extractClosestEdge(self.data) as Edge | null),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    )
  }, [deal.id, still])
  const next = nextWords(deal.nextStepDue, now, Boolean(deal.nextStep))
  const owner = user(deal.ownerId)
  const days = deal.stageEnteredAt ? -daysFrom(deal.stageEnteredAt, now) : 0
  return (
    <li className="min-w-0">
      {edge === "top" && <DropLine edge="top" />}
      <BoardCard
        ref={card}
        data-deal={deal.id}
        ghost={ghost}
        movedBy={movedBy}
        title={
          <RecordLink
            id={deal.id}
            draggable={false}
            className="outline-none after:absolute after:inset-0 after:rounded-md focus-visible:after:outline-2 focus-visible:after:outline-ring"
          >
            {deal.name}
          </RecordLink>
        }
        company={deal.company?.name}
        amount={<Money amount={deal.amount} currency={deal.currency ?? baseCurrency} />}
        rotting={deal.rotting ? `Rotting, ${days} d` : undefined}
        next={
          <NextActivity state={next.state}>
            {next.state === "overdue" && <span className="sr-only">Overdue: </span>}
            {next.words}
          </NextActivity>
        }
        owner={
          <>
            {owner && <Avatar id={owner.id} name={owner.name} labelled />}
            {movable && onChoose && (
              <IconButton
                label={`Move ${deal.name} to…`}
                size="sm"
                className="relative z-1 -mr-2"
                onClick={() => onChoose(deal)}
              >
                <ArrowRightFromLine aria-hidden="true" />
              </IconButton>
            )}
          </>
        }
      />
      {edge === "bottom" && <DropLine edge="bottom" />}
    </li>
  )
})
