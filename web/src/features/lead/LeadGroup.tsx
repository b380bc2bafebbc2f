/** The head of a stage in the grouped grid, with its totals by the server. */
import type { LeadTotalsQuery } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import type { HeadProps } from "@/lib/grid/grid-types"
import { stageShape } from "@/lib/stage-shape"
import { StageMark } from "@/ui/StageMark"
import { TableCell } from "@/ui/TableCell"
import { TableGroup } from "@/ui/TableGroup"

type Props = { stageId: string; totals: LeadTotalsQuery | undefined; head: HeadProps }

export function LeadGroup({ stageId, totals, head }: Props) {
  const { leadStages, leadStage } = useDirectory()
  const stage = totals?.byStage.groups.find(({ key }) => key === stageId)
  // Nothing where a total would be of other rows: of a search, or of rows that came since.
  const known = stage?.count === head.count
  const of = (groups: { key?: string | null; count: number }[] = []) =>
    groups.find(({ key }) => key === stageId)?.count ?? 0
  const idle = known ? of(totals?.idle.groups) : 0
  const late = known ? of(totals?.late.groups) : 0
  const words = [idle > 0 && `${idle} without next step`, late > 0 && `${late} overdue`].filter(Boolean)
  return (
    <TableGroup
      {...head}
      title={leadStage(stageId)?.name}
      mark={<StageMark {...stageShape(leadStages, stageId)} />}
    >
      <TableCell className="col-span-3" />
      <TableCell align="right">
        {known && stage.averageScore != null && `avg ${Math.round(stage.averageScore)}`}
      </TableCell>
      <TableCell />
      <TableCell className="col-span-3">{words.join(", ")}</TableCell>
    </TableGroup>
  )
}
