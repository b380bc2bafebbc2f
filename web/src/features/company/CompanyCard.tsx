/** A company in the list on a phone. */
import { Link } from "@tanstack/react-router"
import type { CompanyRowFragment } from "@/gql/graphql"
import { OwnerCell } from "@/lib/grid/OwnerCell"
import { Lifecycle } from "@/lib/record/Lifecycle"
import { ListRow } from "@/ui/ListRow"

export function CompanyCard({ company }: { company: CompanyRowFragment }) {
  const { id, name, industry, city, country, lifecycle, ownerId, accountTier } = company
  return (
    <ListRow
      title={
        <Link to={`/companies/${id}` as never} className="row-link">
          {name}
        </Link>
      }
      subtitle={[industry, city, country].filter(Boolean).join(", ")}
      aside={
        accountTier ? <span className="text-muted-foreground text-sm">Tier {accountTier}</span> : undefined
      }
      foot={<OwnerCell id={ownerId} />}
      footEnd={<Lifecycle kind={lifecycle} />}
    />
  )
}
