/** The single-pointer way to move a card: a list of the stages, and won, lost, hand off. */
import { ArrowRightLeft, CircleX, Trophy } from "lucide-react"
import type { PipelineStageEntry } from "@/lib/directory"
import { fieldWords } from "@/lib/record/event-words"
import { stageShape } from "@/lib/stage-shape"
import { Button } from "@/ui/Button"
import { formatMoney } from "@/ui/money"
import { Sheet } from "@/ui/Sheet"
import { SheetItem } from "@/ui/SheetItem"
import { StageMark } from "@/ui/StageMark"
import type { DealMoves } from "./use-deal-moves"
import type { Deal } from "./view"

type Props = { deal: Deal; stages: PipelineStageEntry[]; moves: DealMoves; onClose: () => void }

/** Which of the fields that a stage asks for the deal does not have. */
const missing = (deal: Deal, stage: PipelineStageEntry) =>
  stage.requiredFields.filter((field) => field in deal && deal[field as keyof Deal] == null).map(fieldWords)

export function MoveSheet({ deal, stages, moves, onClose }: Props) {
  const about = [deal.name, deal.company?.name, formatMoney(deal.amount, deal.currency ?? "EUR")].filter(
    Boolean,
  )
  const then = (run: () => unknown) => () => {
    onClose()
    run()
  }
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title="Move to…"
      description={about.join(", ")}
      footer={
        <>
          <Button icon={<Trophy aria-hidden="true" />} onClick={then(() => moves.win(deal))}>
            Won
          </Button>
          <Button
            variant="danger"
            icon={<CircleX aria-hidden="true" />}
            onClick={then(() => moves.lose(deal))}
          >
            Lost…
          </Button>
        </>
      }
    >
      {stages.map((stage) => {
        const here = stage.id === deal.stageId
        const asks = missing(deal, stage)
        return (
          <SheetItem
            key={stage.id}
            icon={<StageMark {...stageShape(stages, stage.id)} />}
            hint={here ? "now here" : asks.length > 0 ? `asks for ${asks.join(", ")}` : undefined}
            disabled={here}
            onClick={then(() => moves.move(deal, stage))}
          >
            {stage.name}
          </SheetItem>
        )
      })}
      <SheetItem icon={<ArrowRightLeft aria-hidden="true" />} onClick={then(() => moves.handOff(deal))}>
        Hand off…
      </SheetItem>
    </Sheet>
  )
}
