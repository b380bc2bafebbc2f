/** Stage conversion: how many entered each stage, and how many of them went on. */
import type { OverviewQuery } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { stageShape } from "@/lib/stage-shape"
import { BarRow, type BarRowProps } from "@/ui/BarRow"
import { StageMark } from "@/ui/StageMark"
import { ChartPanel } from "./ChartPanel"
import { countWords, daysWords, shareWords } from "./number-words"
import { RowsLink } from "./RowsLink"

export function Funnel({ conversion }: { conversion: OverviewQuery["overview"]["stageConversion"] }) {
  const { leadStage, leadStages } = useDirectory()
  const { stages, definition, readiness } = conversion
  const most = Math.max(1, ...stages.map(({ entered }) => entered))
  const nameOf = (id: string) => leadStage(id)?.name ?? "A former stage"
  return (
    <ChartPanel
      title="Stage conversion"
      definition={definition}
      readiness={readiness}
      file="stage-conversion"
      className="col-span-6 max-xl:col-span-full"
      table={{
        head: ["Stage", "Entered", "Went on", "Rate", "Median days"],
        rows: stages.map(({ stageId, entered, converted, rate, medianDays }) => [
          nameOf(stageId),
          entered,
          converted,
          rate == null ? null : shareWords(rate),
          medianDays ?? null,
        ]),
      }}
    >
      {stages.length === 0 && (
        <p className="grid h-[240px] place-items-center px-4 text-center text-muted-foreground">
          No lead entered a stage in this period yet.
        </p>
      )}
      <ol className="grid gap-1.5 px-4 pt-1.5 pb-3.5">
        {stages.map(({ stageId, entered, rate, medianDays, rows }) => {
          const shape = stageShape(leadStages, stageId)
          const tone = (shape.kind === "won" ? 6 : Math.min(shape.position + 1, 6)) as BarRowProps["tone"]
          return (
            <BarRow
              key={stageId}
              size="lg"
              tone={tone}
              share={(100 * entered) / most}
              label={
                <>
                  <StageMark {...shape} />
                  <span className="truncate">{nameOf(stageId)}</span>
                </>
              }
              value={
                <RowsLink rows={rows} label={`${nameOf(stageId)}: ${entered} entered. Show them`}>
                  {countWords(entered)}
                </RowsLink>
              }
              aside={
                rate != null && (
                  <>
                    <span className="font-medium text-foreground text-sm tabular-nums">
                      {shareWords(rate)}
                    </span>
                    {medianDays == null ? " go on" : ` in ${daysWords(medianDays)}`}
                  </>
                )
              }
            />
          )
        })}
      </ol>
    </ChartPanel>
  )
}
