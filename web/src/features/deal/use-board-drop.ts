/** What happens when a card is dropped: on a card, a stage, or one of the zones. */
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine"
import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter"
import { extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge"
import { type RefObject, useEffect, useRef, useState } from "react"
import { autoScroll } from "./auto-scroll"
import { type Edge, placeIn } from "./place"
import type { useBoard } from "./use-board"
import type { DealMoves } from "./use-deal-moves"

/** Returns the id of the deal that is carried. */
export function useBoardDrop(
  scroller: RefObject<HTMLElement | null>,
  board: ReturnType<typeof useBoard>,
  moves: DealMoves,
) {
  const [carrying, setCarrying] = useState<string | null>(null)
  const latest = useRef({ board, moves })
  latest.current = { board, moves }
  useEffect(() => {
    const drop = (dealId: string, targets: Record<string | symbol, unknown>[]) => {
      const { board, moves } = latest.current
      const deal = board.deal(dealId)
      const zone = targets.find((data) => "zone" in data)?.zone
      if (!deal) return
      if (zone === "won") return void moves.win(deal)
      if (zone === "lost") return moves.lose(deal)
      if (zone === "handoff") return moves.handOff(deal)
      const column = board.columns.find(({ stage }) => targets.some((data) => data.stageId === stage.id))
      if (!column) return
      const over = targets.find((data) => typeof data.overId === "string")
      const edge = over && (extractClosestEdge(over) as Edge | null)
      const place = placeIn(
        column.deals,
        dealId,
        over && edge ? { id: String(over.overId), edge } : undefined,
      )
      const now = column.deals.findIndex(({ id }) => id === dealId)
      const same = now >= 0 && (column.deals[now - 1]?.id === place.afterId || place.afterId === dealId)
      if (!same) void moves.move(deal, column.stage, place)
    }
    return combine(
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data.dealId === "string",
        onDragStart: ({ source }) => setCarrying(String(source.data.dealId)),
        onDrop({ source, location }) {
          setCarrying(null)
          drop(
            String(source.data.dealId),
            location.current.dropTargets.map(({ data }) => data),
          )
        },
      }),
      autoScroll(scroller.current),
    )
  }, [scroller])
  return carrying
}
