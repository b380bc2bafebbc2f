/** The leads that a campaign brought. */
import { Link } from "@tanstack/react-router"
import { Target } from "lucide-react"
import { useMemo } from "react"
import type { CampaignLeadFragment } from "@/gql/graphql"
import { useBlocks } from "@/lib/blocks"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import type { Column } from "@/lib/grid/grid-types"
import { RecordGrid } from "@/lib/grid/RecordGrid"
import { stageShape } from "@/lib/stage-shape"
import { DateText } from "@/ui/DateText"
import { EmptyState } from "@/ui/EmptyState"
import { ListRow } from "@/ui/ListRow"
import { PendingPill } from "@/ui/PendingPill"
import { ResponsibleChip } from "@/ui/ResponsibleChip"
import { ScoreBar } from "@/ui/ScoreBar"
import { Stage } from "@/ui/Stage"
import { CampaignLeadsQuery } from "./queries"

export function CampaignLeads({ campaignId }: { campaignId: string }) {
  const { leadStage, leadStages, assignee } = useDirectory()
  const now = useMinute()
  const list = useBlocks({
    document: CampaignLeadsQuery,
    variables: { filter: { field: "source.campaignId", op: "EQ", value: campaignId } },
    read: (data) => data.leads,
    type: "Lead",
    watch: ["source"],
  })
  const parts = useMemo(() => {
    const stage = (id: string | null | undefined) => {
      const found = leadStage(id)
      return found && <Stage name={found.name} {...stageShape(leadStages, id)} />
    }
    const holder = (id: string | null | undefined) => {
      const found = assignee(id)
      return found && <ResponsibleChip holder={found} variant="cell" />
    }
    return { stage, holder }
  }, [leadStage, leadStages, assignee])
  const columns: Column<CampaignLeadFragment>[] = [
    {
      id: "name",
      label: "Name",
      width: "minmax(160px,1.4fr)",
      cell: ({ id, name }) => (
        <Link to={`/leads/${id}` as never} className="truncate font-medium hover:underline">
          {name}
        </Link>
      ),
    },
    { id: "companyId", label: "Company", width: "minmax(140px,1.2fr)", cell: ({ company }) => company?.name },
    { id: "stageId", label: "Stage", width: "170px", cell: ({ stageId }) => parts.stage(stageId) },
    {
      id: "responsibleId",
      label: "Responsible",
      width: "minmax(150px,1fr)",
      cell: ({ responsibleId }) => parts.holder(responsibleId),
    },
    {
      id: "score",
      label: "Score",
      width: "96px",
      align: "right",
      cell: ({ score }) => <ScoreBar score={score ?? null} />,
    },
    {
      id: "openedAt",
      label: "Opened",
      width: "116px",
      align: "right",
      cell: ({ openedAt }) => <DateText value={openedAt} now={now} />,
    },
  ]
  return (
    <>
      <h2 className="sr-only">Leads</h2>
      {/* Beside the tabs, where it moves no row. */}
      <PendingPill
        count={list.pending}
        onRefresh={() => void list.refresh()}
        className="absolute -top-8 right-5 max-md:hidden"
      />
      <RecordGrid<CampaignLeadFragment>
        label="Leads"
        list={list}
        columns={columns}
        href={({ id }) => `/leads/${id}`}
        name={({ name }) => name}
        card={({ id, name, company, stageId, responsibleId, openedAt }) => (
          <ListRow
            title={
              <Link to={`/leads/${id}` as never} className="row-link">
                {name}
              </Link>
            }
            subtitle={company?.name}
            aside={parts.stage(stageId)}
            foot={parts.holder(responsibleId)}
            footEnd={<DateText value={openedAt} now={now} />}
          />
        )}
        empty={
          <EmptyState art={<Target className="size-7" />} title="No lead came by it yet">
            Inquiries whose link carries this campaign's name, and those it is set on, come here.
          </EmptyState>
        }
      />
    </>
  )
}
