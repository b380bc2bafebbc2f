/** What belongs to a person: the company, their leads, the deals they take part in. */
import { CircleDollarSign, Target } from "lucide-react"
import type { ContactQuery } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { RelatedList } from "@/lib/record/RelatedList"
import { RelatedRow } from "@/lib/record/RelatedRow"
import { stageShape } from "@/lib/stage-shape"
import { Avatar } from "@/ui/Avatar"
import { shortDate } from "@/ui/dates"
import { formatMoney } from "@/ui/money"
import { StageMark } from "@/ui/StageMark"

type Contact = NonNullable<ContactQuery["contact"]>

export function ContactRelated({ contact }: { contact: Contact }) {
  const { leadStages, leadStage, dealStage, assignee, baseCurrency } = useDirectory()
  const now = useMinute()
  const { company, leads, openDeals } = contact
  const known = [
    company?.industry,
    company?.employees && `${company.employees.toLocaleString("en-GB")} people`,
    company?.city,
  ]
  return (
    <>
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
      <RelatedList title="Leads" count={leads.totalCount}>
        {leads.nodes.map((lead) => {
          const stand =
            lead.state === "OPEN"
              ? leadStage(lead.stageId)?.name
              : lead.state === "CONVERTED"
                ? "Converted"
                : "Disqualified"
          return (
            <RelatedRow
              key={lead.id}
              id={lead.id}
              icon={
                lead.state === "OPEN" ? (
                  <StageMark {...stageShape(leadStages, lead.stageId)} />
                ) : (
                  <Target aria-hidden="true" />
                )
              }
              title={lead.offer || `Inquiry of ${shortDate(lead.openedAt, now)}`}
              subtitle={[stand, assignee(lead.responsibleId)?.name, shortDate(lead.openedAt, now)]
                .filter(Boolean)
                .join(", ")}
            />
          )
        })}
        {leads.nodes.length === 0 && <li className="py-1 text-muted-foreground">No inquiry so far.</li>}
      </RelatedList>
      <RelatedList title="Open deals" count={openDeals.length}>
        {openDeals.map(({ id, name, stageId, amount, currency }) => (
          <RelatedRow
            key={id}
            id={id}
            icon={<CircleDollarSign aria-hidden="true" />}
            title={name}
            subtitle={[dealStage(stageId)?.name, formatMoney(amount, currency ?? baseCurrency)]
              .filter(Boolean)
              .join(", ")}
          />
        ))}
        {openDeals.length === 0 && <li className="py-1 text-muted-foreground">No open deal.</li>}
      </RelatedList>
    </>
  )
}
