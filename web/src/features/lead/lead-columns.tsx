/** The columns of the leads grid. */
import type { LeadRowFragment } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import type { Column } from "@/lib/grid/grid-types"
import { RecordLink } from "@/lib/RecordLink"
import { stageShape } from "@/lib/stage-shape"
import { Baton } from "@/ui/Baton"
import { DateText } from "@/ui/DateText"
import { instant } from "@/ui/dates"
import { ScoreBar } from "@/ui/ScoreBar"
import { StageMark } from "@/ui/StageMark"
import { LeadHolder } from "./LeadHolder"
import { sourceWord, statusWord } from "./lead-words"
import { NextStepCell } from "./NextStepCell"
import { ResponseCell } from "./ResponseCell"

function StatusCell({ lead }: { lead: LeadRowFragment }) {
  const { leadStages, leadStage } = useDirectory()
  const stage = leadStage(lead.stageId)
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={stage?.name}>
      <StageMark {...stageShape(leadStages, lead.stageId)} />
      <span className="sr-only">{stage?.name}, </span>
      <span className="truncate">
        {statusWord(lead.state === "OPEN" ? (lead.status ?? "") : (lead.state ?? ""))}
      </span>
    </span>
  )
}

function Day({
  value,
  weekday,
  late,
}: {
  value: string | null | undefined
  weekday?: boolean
  late?: boolean
}) {
  const now = useMinute()
  return (
    <DateText value={value} now={now} weekday={weekday} late={late && value ? instant(value) < now : false} />
  )
}

export const leadColumns = (readOnly: boolean): Column<LeadRowFragment>[] => [
  {
    id: "name",
    label: "Lead",
    width: "minmax(212px, 1.4fr)",
    cell: (lead) => (
      <span className="flex min-w-0 items-baseline gap-[7px]">
        <RecordLink
          id={lead.id}
          tabIndex={-1}
          className="max-w-full flex-none truncate font-medium hover:underline"
        >
          {lead.name}
        </RecordLink>
        {lead.company && <span className="truncate text-muted-foreground">{lead.company.name}</span>}
      </span>
    ),
  },
  { id: "status", label: "Status", width: "minmax(112px, .5fr)", cell: (lead) => <StatusCell lead={lead} /> },
  {
    id: "responsibleId",
    label: "Responsible",
    icon: <Baton size="sm" />,
    width: "minmax(196px, 1fr)",
    cell: (lead) => <LeadHolder lead={lead} />,
  },
  {
    id: "response",
    label: "First response",
    width: "136px",
    cell: (lead) => <ResponseCell response={lead.response} open={lead.state === "OPEN"} />,
  },
  {
    id: "score",
    label: "Score",
    width: "92px",
    align: "right",
    sort: "SCORE",
    cell: (lead) => <ScoreBar score={lead.score ?? null} />,
  },
  {
    id: "source",
    label: "Source",
    width: "minmax(92px, .5fr)",
    cell: (lead) => <span className="truncate text-muted-foreground">{sourceWord(lead.source)}</span>,
  },
  {
    id: "nextStep",
    label: "Next step",
    width: "minmax(148px, .9fr)",
    cell: (lead, tabIndex) => (
      <NextStepCell lead={lead} readOnly={readOnly || lead.state !== "OPEN"} tabIndex={tabIndex} />
    ),
  },
  {
    id: "nextStepDue",
    label: "Due",
    width: "96px",
    sort: "NEXT_STEP_DUE",
    cell: (lead) => <Day value={lead.nextStepDue} weekday late={lead.state === "OPEN"} />,
  },
  {
    id: "openedAt",
    label: "Opened",
    width: "110px",
    sort: "OPENED_AT",
    cell: (lead) => <Day value={lead.openedAt} />,
  },
]
