/** A person in the list on a phone. */
import { Link } from "@tanstack/react-router"
import type { ContactRowFragment } from "@/gql/graphql"
import { OwnerCell } from "@/lib/grid/OwnerCell"
import { Lifecycle } from "@/lib/record/Lifecycle"
import { ListRow } from "@/ui/ListRow"

export function ContactCard({ contact }: { contact: ContactRowFragment }) {
  const { id, name, jobTitle, company, lifecycle, ownerId } = contact
  return (
    <ListRow
      title={
        <Link to={`/people/${id}` as never} className="row-link">
          {name}
        </Link>
      }
      subtitle={[jobTitle, company?.name].filter(Boolean).join(" at ")}
      foot={<OwnerCell id={ownerId} />}
      footEnd={lifecycle && <Lifecycle kind={lifecycle} />}
    />
  )
}
