/** A stage of the board with its totals by the server, and its cards. */

import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine"
import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter"
import { useEffect, useRef, useState } from "react"
import type { DealTotalsQuery } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { BoardColumn } from "@/ui/BoardColumn"
import { Button } from "@/ui/Button"
import { formatMoney } from "@/ui/money"
import { StageMark, type StageShape } from "@/ui/StageMark"
import { autoScroll } from "./auto-scroll"
import { DealCard } from "./DealCard"
import type { Column } from "./use-board"
import type { Deal } from "./view"

type Props = {
  column: Column
  shape: StageShape
  totals: DealTotalsQuery["dealsAggregate"]["groups"][number] | undefined
  /** The deal that is carried now. */
  carrying: string | null
  moverOf: (id: string) => { id: string; name: string } | undefined
  onMore: () => void
  /** On a phone: opens the list of stages for a card. */
  onChoose?: (deal: Deal) => void
}

const step = 40

export function BoardStage({ column, shape, totals, carrying, moverOf, onMore, onChoose }: Props) {
  const { stage, deals } = column
  const { baseCurrency, can } = useDirectory()
  const movable = can("edit", "DEAL")
  const section = useRef<HTMLElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [over, setOver] = useState(false)
  const [shown, setShown] = useState(step)
  useEffect(() => {
    if (!section.current || !list.current) return
    return combine(
      dropTargetForElements({
        element: section.current,
        canDrop: ({ source }) => typeof source.data.dealId === "string",
        getData: () => ({ stageId: stage.id }),
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
      autoScroll(list.current),
    )
  }, [stage.id])
  const count = totals?.count ?? 0
  const more = () => {
    setShown(shown + step)
    if (shown + step >= deals.length) onMore()
  }
  return (
    <BoardColumn
      ref={section}
      listRef={list}
      name={stage.name}
      mark={<StageMark {...shape} />}
      count={count}
      total={formatMoney(totals?.amount ?? "0", baseCurrency, true)}
      weighted={totals && formatMoney(totals.weightedAmount, baseCurrency, true)}
      age={totals?.ageDays == null ? undefined : `${Math.round(totals.ageDays)} d`}
      over={over}
      className="md:min-w-[200px]"
    >
      {deals.slice(0, shown).map((deal) => (
        <DealCard
          key={deal.id}
          deal={deal}
          movedBy={moverOf(deal.id)}
          ghost={carrying === deal.id}
          movable={movable}
          onChoose={onChoose}
        />
      ))}
      {(deals.length > shown || (deals.length >= 100 && count > deals.length)) && (
        <li>
          <Button variant="ghost" block onClick={more}>
            Show more, {shown} of {count}
          </Button>
        </li>
      )}
      {deals.length === 0 && totals === undefined && (
        <li className="px-1 py-2 text-subtle-foreground text-xs">No deals in this stage.</li>
      )}
    </BoardColumn>
  )
}
