/** A deal in a list on a phone. */
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { RecordLink } from "@/lib/RecordLink"
import { nextWords } from "@/lib/record/next-words"
import { stageShape } from "@/lib/stage-shape"
import { ListRow } from "@/ui/ListRow"
import { Money } from "@/ui/Money"
import { NextActivity } from "@/ui/NextActivity"
import { Stage } from "@/ui/Stage"
import { DealState } from "./DealState"
import type { Deal } from "./view"

export function DealListRow({ deal }: { deal: Deal }) {
  const { dealStage, pipeline, baseCurrency } = useDirectory()
  const now = useMinute()
  const { id, name, company, amount, currency, stageId, state, nextStep, nextStepDue } = deal
  const next = nextWords(nextStepDue, now, Boolean(nextStep))
  const open = state === "OPEN"
  return (
    <ListRow
      title={
        <RecordLink id={id} className="after:absolute after:inset-0">
          {name}
        </RecordLink>
      }
      subtitle={company?.name}
      aside={<Money amount={amount} currency={currency ?? baseCurrency} className="font-medium" />}
      foot={
        open || !state ? (
          <Stage name={dealStage(stageId)?.name ?? "–"} {...stageShape(pipeline?.stages ?? [], stageId)} />
        ) : (
          <DealState state={state} />
        )
      }
      footEnd={open && <NextActivity state={next.state}>{next.words}</NextActivity>}
    />
  )
}
