/** The columns of the grid of companies. */
import type { CompanyRowFragment } from "@/gql/graphql"
import type { Column } from "@/lib/grid/grid-types"
import { OwnerCell } from "@/lib/grid/OwnerCell"
import { SinceCell } from "@/lib/grid/SinceCell"
import { RecordLink } from "@/lib/RecordLink"
import { Lifecycle } from "@/lib/record/Lifecycle"
import { Avatar } from "@/ui/Avatar"

const quiet = "truncate text-muted-foreground"

export const companyColumns: Column<CompanyRowFragment>[] = [
  {
    id: "name",
    label: "Company",
    width: "minmax(220px, 1.5fr)",
    sort: "NAME",
    cell: ({ id, name }) => (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar id={id} name={name} kind="company" />
        <RecordLink id={id} tabIndex={-1} className="truncate font-medium hover:underline">
          {name}
        </RecordLink>
      </span>
    ),
  },
  {
    id: "domains",
    label: "Domain",
    width: "minmax(130px, 1fr)",
    cell: ({ domains }) => <span className={quiet}>{domains?.[0]}</span>,
  },
  {
    id: "industry",
    label: "Industry",
    width: "minmax(110px, .7fr)",
    cell: ({ industry }) => <span className={quiet}>{industry}</span>,
  },
  {
    id: "employees",
    label: "People",
    width: "80px",
    align: "right",
    cell: ({ employees }) => employees?.toLocaleString("en-GB"),
  },
  {
    id: "city",
    label: "Place",
    width: "minmax(140px, .9fr)",
    cell: ({ city, country }) => <span className={quiet}>{[city, country].filter(Boolean).join(", ")}</span>,
  },
  {
    id: "accountTier",
    label: "Tier",
    width: "72px",
    cell: ({ accountTier }) => accountTier && `Tier ${accountTier}`,
  },
  {
    id: "lifecycle",
    label: "Lifecycle",
    width: "minmax(150px, .8fr)",
    cell: ({ lifecycle }) => <Lifecycle kind={lifecycle} />,
  },
  {
    id: "ownerId",
    label: "Owner",
    width: "minmax(146px, .8fr)",
    cell: ({ ownerId }) => <OwnerCell id={ownerId} />,
  },
  {
    id: "createdAt",
    label: "Created",
    width: "116px",
    sort: "CREATED_AT",
    cell: ({ createdAt }) => <SinceCell value={createdAt} />,
  },
]
