/** The columns of the grid of people. */
import type { ContactRowFragment } from "@/gql/graphql"
import type { Column } from "@/lib/grid/grid-types"
import { OwnerCell } from "@/lib/grid/OwnerCell"
import { SinceCell } from "@/lib/grid/SinceCell"
import { RecordLink } from "@/lib/RecordLink"
import { Lifecycle } from "@/lib/record/Lifecycle"
import { Avatar } from "@/ui/Avatar"

const quiet = "truncate text-muted-foreground"

export const contactColumns: Column<ContactRowFragment>[] = [
  {
    id: "name",
    label: "Person",
    width: "minmax(210px, 1.4fr)",
    sort: "NAME",
    cell: ({ id, name }) => (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar id={id} name={name} />
        <RecordLink id={id} tabIndex={-1} className="truncate font-medium hover:underline">
          {name}
        </RecordLink>
      </span>
    ),
  },
  {
    id: "jobTitle",
    label: "Job title",
    width: "minmax(130px, .8fr)",
    cell: ({ jobTitle }) => <span className={quiet}>{jobTitle}</span>,
  },
  {
    id: "companyId",
    label: "Company",
    width: "minmax(160px, 1fr)",
    cell: ({ company }) =>
      company && (
        <RecordLink id={company.id} tabIndex={-1} className="truncate hover:underline">
          {company.name}
        </RecordLink>
      ),
  },
  {
    id: "emails",
    label: "Email",
    width: "minmax(170px, 1.2fr)",
    cell: ({ emails }) => <span className={quiet}>{emails?.[0]}</span>,
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
    width: "minmax(150px, .8fr)",
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
