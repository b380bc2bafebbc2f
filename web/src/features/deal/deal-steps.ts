/** The stages of a deal's pipeline with how long it was in each. */
import type { DealQuery } from "@/gql/graphql"
import type { PipelineEntry } from "@/lib/directory"
import { span } from "@/ui/clock-words"
import type { StageStep } from "@/ui/StageStepper"

type Visit = NonNullable<DealQuery["deal"]>["stageHistory"][number]

/** Short enough for a step: the larger unit alone, and nothing below a minute. */
const age = (milliseconds: number) =>
  milliseconds < 60_000 ? undefined : /^\d+ \w/.exec(span(milliseconds))?.[0]

export function dealSteps(pipeline: PipelineEntry, visits: readonly Visit[], now: number): StageStep[] {
  return pipeline.stages.map(({ id, name }) => {
    const visit = visits.findLast((one) => one.stageId === id && !one.passed)
    const left = visit?.leftAt ? Date.parse(visit.leftAt) : now
    return { id, label: name, age: visit && age(left - Date.parse(visit.enteredAt)) }
  })
}
