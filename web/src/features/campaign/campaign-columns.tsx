/** The columns of the campaigns' grid. */
import type { CampaignRowFragment } from "@/gql/graphql"
import type { Directory } from "@/lib/directory"
import type { Column } from "@/lib/grid/grid-types"
import { RecordLink } from "@/lib/RecordLink"
import { Money } from "@/ui/Money"
import { Person } from "@/ui/Person"
import { CampaignDates } from "./CampaignDates"
import { typeWord } from "./campaign-words"
import { StatusBadge } from "./StatusBadge"

export function campaignColumns({ user, baseCurrency }: Directory): Column<CampaignRowFragment>[] {
  return [
    {
      id: "name",
      label: "Name",
      width: "minmax(180px,2fr)",
      cell: ({ id, name }) => (
        <RecordLink id={id} tabIndex={-1} className="truncate font-medium hover:underline">
          {name}
        </RecordLink>
      ),
    },
    { id: "status", label: "Status", width: "116px", cell: ({ status }) => <StatusBadge status={status} /> },
    { id: "type", label: "Type", width: "100px", cell: ({ type }) => typeWord(type) },
    {
      id: "startDate",
      label: "Dates",
      width: "212px",
      cell: ({ startDate, endDate }) => <CampaignDates startDate={startDate} endDate={endDate} />,
    },
    {
      id: "ownerId",
      label: "Owner",
      width: "minmax(130px,1fr)",
      cell: ({ ownerId }) => {
        const owner = user(ownerId)
        return owner && <Person id={owner.id} name={owner.name} />
      },
    },
    {
      id: "leadCount",
      label: "Leads",
      width: "72px",
      align: "right",
      cell: ({ leadCount }) => leadCount.toLocaleString("en-GB"),
    },
    {
      id: "wonDealCount",
      label: "Won deals",
      width: "92px",
      align: "right",
      cell: ({ wonDealCount }) => wonDealCount.toLocaleString("en-GB"),
    },
    {
      id: "actualCost",
      label: "Cost",
      width: "110px",
      align: "right",
      cell: ({ actualCost, currency }) => <Money amount={actualCost} currency={currency ?? baseCurrency} />,
    },
  ]
}
