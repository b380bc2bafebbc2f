/** What belongs to a lead: its deal, its company, the people there, its handoffs. */
import { CircleDollarSign } from "lucide-react"
import type { LeadQuery } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { RelatedList } from "@/lib/record/RelatedList"
import { RelatedRow } from "@/lib/record/RelatedRow"
import { Avatar } from "@/ui/Avatar"
import { formatMoney } from "@/ui/money"
import { LeadHandoffs } from "./LeadHandoffs"

type Lead = NonNullable<LeadQuery["lead"]>
type Deal = NonNullable<Lead["deal"]> & { lostReasonId?: string | null }

export function LeadRelated({ lead }: { lead: Lead }) {
  const { dealStage, lostReason, baseCurrency } = useDirectory()
  const { company, deal, handoffs } = lead
  const dealWords = (one: Deal) => {
    const reason = lostReason(one.lostReasonId)?.label.toLowerCase()
    const stand =
      one.state === "OPEN"
        ? dealStage(one.stageId)?.name
        : one.state === "WON"
          ? "Won"
          : `Lost${reason ? `: ${reason}` : ""}`
    return [stand, formatMoney(one.amount, one.currency ?? baseCurrency)].filter(Boolean).join(", ")
  }
  const dealRow = (one: Deal) => (
    <RelatedRow
      key={one.id}
      id={one.id}
      icon={<CircleDollarSign aria-hidden="true" />}
      title={one.name}
      subtitle={dealWords(one)}
    />
  )
  const others = company?.deals.nodes.filter(({ id }) => id !== deal?.id) ?? []
  const known = [
    company?.industry,
    company?.employees && `${company.employees.toLocaleString("en-GB")} people`,
    company?.city,
  ]
  return (
    <>
      {deal && <RelatedList title="Deal">{dealRow(deal)}</RelatedList>}
      <RelatedList title="Company">
        {company ? (
          <RelatedRow
            id={company.id}
            icon={<Avatar id={company.id} name={company.name} kind="company" size="md" />}
            title={company.name}
            subtitle={known.filter(Boolean).join(", ")}
          />
        ) : (
          <li className="py-1 text-muted-foreground">No company is known yet.</li>
        )}
      </RelatedList>
      {company && company.contacts.nodes.length > 0 && (
        <RelatedList title="People" count={company.contacts.totalCount}>
          {company.contacts.nodes.map(({ id, name, jobTitle }) => (
            <RelatedRow
              key={id}
              id={id}
              icon={<Avatar id={id} name={name} size="md" />}
              title={name}
              subtitle={[id === lead.contactId && "Asks here", jobTitle].filter(Boolean).join(", ")}
            />
          ))}
        </RelatedList>
      )}
      <LeadHandoffs handoffs={handoffs} />
      {company && others.length > 0 && (
        <RelatedList
          title={deal ? "Other deals" : "Deals"}
          count={deal ? undefined : company.deals.totalCount}
        >
          {others.map(dealRow)}
        </RelatedList>
      )}
    </>
  )
}
