/** Open deals by stage. Cards are dragged, moved by keyboard, and move by themselves when others move them. */
import { Suspense, useEffect, useRef, useState } from "react"
import { useQuery } from "urql"
import { useDirectory } from "@/lib/directory"
import { useKeys } from "@/lib/keys"
import { useLiveEvents } from "@/lib/live"
import { useIsPhone } from "@/lib/media"
import { Failed } from "@/lib/page/Failed"
import { part } from "@/lib/part"
import { keepOrder } from "@/lib/record/list-order"
import { stageShape } from "@/lib/stage-shape"
import { useThrottled } from "@/lib/throttle"
import { Button } from "@/ui/Button"
import { EmptyArt } from "@/ui/EmptyArt"
import { EmptyState } from "@/ui/EmptyState"
import { StageMark } from "@/ui/StageMark"
import { Tabs } from "@/ui/Tabs"
import { BoardSkeleton } from "./BoardSkeleton"
import { BoardStage } from "./BoardStage"
import { BoardZones } from "./BoardZones"
import { focusCard, focusedCard, neighbour } from "./board-focus"
import { placeIn } from "./place"
import { DealTotalsQuery } from "./queries"
import { useBoard } from "./use-board"
import { useBoardDrop } from "./use-board-drop"
import { useDealMoves } from "./use-deal-moves"
import { type Deal, type DealsView, dealFilter } from "./view"

const MoveSheet = part(() => import("./MoveSheet"), "MoveSheet")

type Props = { view: DealsView; onCreate?: () => void }

export function DealsBoard({ view, onCreate }: Props) {
  const { pipeline } = useDirectory()
  const stages = pipeline?.stages ?? []
  const phone = useIsPhone()
  const board = useBoard(view)
  const [said, setSaid] = useState("")
  const moves = useDealMoves({ expect: board.expect, onDone: setSaid })
  const [choosing, setChoosing] = useState<Deal | null>(null)
  const [chosenStage, setChosenStage] = useState<string>()
  const scroller = useRef<HTMLDivElement>(null)

  const variables = { ...dealFilter(view), state: "OPEN" as const, groupBy: "STAGE" as const }
  const [{ data: totals }, ask] = useQuery({ query: DealTotalsQuery, variables })
  const again = useThrottled(() => ask({ requestPolicy: "network-only" }))
  useLiveEvents(({ kind }) => kind.startsWith("Deal"), again)
  const groups = new Map(totals?.dealsAggregate.groups.map((group) => [group.key, group]))

  const carrying = useBoardDrop(scroller, board, moves)
  const moveFocused = (by: number) => {
    const deal = board.deal(focusedCard() ?? "")
    const from = stages.findIndex(({ id }) => id === deal?.stageId)
    const stage = stages[from + by]
    if (!deal || from < 0 || !stage) return
    const column = board.columns.find((one) => one.stage.id === stage.id)
    // Shown first, so that the focus can follow the card into its new column.
    void moves.move(deal, stage, placeIn(column?.deals ?? [], deal.id))
    requestAnimationFrame(() => focusCard(deal.id))
  }
  const onCard = () => focusedCard() !== null
  useKeys("Board", [
    {
      keys: "Alt+ArrowRight",
      label: "Move the card to the next stage",
      run: () => moveFocused(1),
      when: onCard,
    },
    { keys: "Alt+ArrowLeft", label: "Move the card a stage back", run: () => moveFocused(-1), when: onCard },
    {
      keys: "m",
      label: "Move the card to…",
      run: () => setChoosing(board.deal(focusedCard() ?? "") ?? null),
      when: onCard,
    },
  ])
  // A card that the server sends elsewhere is found again.
  const kept = useRef<string | null>(null)
  useEffect(() => {
    const focused = focusedCard()
    if (focused) kept.current = focused
    else if (kept.current && document.activeElement === document.body) focusCard(kept.current)
  })

  const order = useRef<string[]>([])
  order.current = board.columns.flatMap(({ deals }) => deals.map(({ id }) => id))
  useEffect(() => () => keepOrder("/deals", order.current, order.current.length), [])

  if (board.failure && board.columns.every(({ deals }) => deals.length === 0))
    return <Failed action="load the deals" failure={board.failure} onRetry={board.retry} />
  if (board.loading && !totals) return <BoardSkeleton stages={stages} />
  if (totals?.dealsAggregate.count === 0 && board.columns.every(({ deals }) => deals.length === 0))
    return view.search || view.owner ? (
      <EmptyState title="Nothing matches">There are no open deals that fit these filters.</EmptyState>
    ) : (
      <EmptyState
        art={<EmptyArt />}
        title="Every open deal, by stage"
        action={
          onCreate && (
            <Button variant="soft" size="lg" onClick={onCreate}>
              Add the first deal
            </Button>
          )
        }
      >
        A deal is an opportunity for revenue. Convert a lead, or add one by hand, and move it along as it
        grows.
      </EmptyState>
    )
  // A phone shows one stage at a time: the first that has something to show, until another is chosen.
  const shownStage = chosenStage ?? (stages.find(({ id }) => groups.get(id)?.count) ?? stages[0])?.id ?? ""
  const columns = phone ? board.columns.filter(({ stage }) => stage.id === shownStage) : board.columns
  return (
    <>
      {board.failure && (
        <Failed inline action="load all deals" failure={board.failure} onRetry={board.retry} />
      )}
      {phone && (
        <Tabs
          label="Stages"
          className="flex-none border-b px-3 py-2"
          items={stages.map(({ id, name }) => ({
            id,
            label: name,
            icon: <StageMark {...stageShape(stages, id)} />,
            count: groups.get(id)?.count ?? 0,
          }))}
          value={shownStage}
          onChange={setChosenStage}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move the focus among the links inside. */}
      <div
        ref={scroller}
        onKeyDown={(event) => !event.altKey && neighbour(event)}
        className="scrollbar-thin flex min-h-0 flex-1 overflow-x-auto bg-surface"
      >
        {columns.map((column) => (
          <BoardStage
            key={column.stage.id}
            column={column}
            shape={stageShape(stages, column.stage.id)}
            totals={groups.get(column.stage.id)}
            carrying={carrying}
            moverOf={board.moverOf}
            onMore={() => board.more(column.stage.id)}
            onChoose={phone ? setChoosing : undefined}
          />
        ))}
      </div>
      {carrying && <BoardZones />}
      <Suspense>
        {choosing && (
          <MoveSheet deal={choosing} stages={stages} moves={moves} onClose={() => setChoosing(null)} />
        )}
      </Suspense>
      {moves.dialog}
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}
