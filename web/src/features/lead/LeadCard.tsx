/** A lead in the list on a phone. */
import { Link } from "@tanstack/react-router"
import type { LeadRowFragment } from "@/gql/graphql"
import { ListRow } from "@/ui/ListRow"
import { LeadHolder } from "./LeadHolder"
import { statusWord } from "./lead-words"
import { ResponseCell } from "./ResponseCell"

export function LeadCard({ lead }: { lead: LeadRowFragment }) {
  const open = lead.state === "OPEN"
  return (
    <ListRow
      title={
        <Link to={`/leads/${lead.id}` as never} className="row-link">
          {lead.name}
        </Link>
      }
      subtitle={lead.company?.name ?? lead.offer}
      aside={<ResponseCell response={lead.response} open={open} />}
      foot={<LeadHolder lead={lead} />}
      footEnd={
        <>
          {statusWord(open ? (lead.status ?? "") : (lead.state ?? ""))}{" "}
          <span className="pl-1.5">{lead.score}</span>
        </>
      }
    />
  )
}
