/** The stages of a lead with the time it spent in each; a step moves it there. */
import type { LeadQuery } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { span } from "@/ui/clock-words"
import { instant } from "@/ui/dates"
import { StageStepper } from "@/ui/StageStepper"

type Lead = NonNullable<LeadQuery["lead"]>
type Props = { lead: Pick<Lead, "stageId" | "state" | "stageHistory">; onMove?: (stageId: string) => void }

export function LeadStepper({ lead, onMove }: Props) {
  const { leadStages } = useDirectory()
  const now = useMinute()
  const shown = leadStages.filter(({ id, kind }) => kind !== "DISQUALIFIED" || id === lead.stageId)
  const ageOf = (stageId: string) => {
    const visit = lead.stageHistory.findLast((one) => one.stageId === stageId && !one.passed)
    return visit && span((visit.leftAt ? instant(visit.leftAt) : now) - instant(visit.enteredAt))
  }
  return (
    <StageStepper
      currentId={lead.stageId ?? ""}
      onMove={onMove}
      steps={shown.map(({ id, name, kind }) => ({
        id,
        label: name,
        age: ageOf(id),
        kind: kind === "DISQUALIFIED" ? "lost" : kind === "CUSTOMER" ? "won" : "open",
      }))}
    />
  )
}
