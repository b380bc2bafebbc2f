/** What belongs to a company: its people, its open deals, and those that were won and lost. */
import { Link } from "@tanstack/react-router"
import { CircleDollarSign, CircleX, Plus, Trophy } from "lucide-react"
import type { CompanyQuery } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { RelatedList } from "@/lib/record/RelatedList"
import { RelatedRow } from "@/lib/record/RelatedRow"
import { Avatar } from "@/ui/Avatar"
import { buttonClass } from "@/ui/button-class"
import { formatMoney } from "@/ui/money"

type Company = NonNullable<CompanyQuery["company"]>
type Deal = Pick<Company["openDeals"]["nodes"][number], "id" | "name" | "amount" | "currency">

export function CompanyRelated({ company, readOnly }: { company: Company; readOnly: boolean }) {
  const { dealStage, lostReason, baseCurrency, can } = useDirectory()
  const { id, contacts, openDeals, wonDeals, lostDeals } = company
  const row = (deal: Deal, icon: React.ReactNode, stand?: string) => (
    <RelatedRow
      key={deal.id}
      id={deal.id}
      icon={icon}
      title={deal.name}
      subtitle={[stand, formatMoney(deal.amount, deal.currency ?? baseCurrency)].filter(Boolean).join(", ")}
    />
  )
  return (
    <>
      <RelatedList
        title="People"
        count={contacts.totalCount}
        action={
          !readOnly &&
          can("create", "CONTACT") && (
            <Link
              to={"/people" as never}
              search={{ company: id, create: true } as never}
              aria-label="Add a person"
              className={buttonClass({ variant: "ghost", icon: true, size: "sm" })}
            >
              <Plus aria-hidden="true" />
            </Link>
          )
        }
      >
        {contacts.nodes.map((contact) => (
          <RelatedRow
            key={contact.id}
            id={contact.id}
            icon={<Avatar id={contact.id} name={contact.name} size="md" />}
            title={contact.name}
            subtitle={contact.jobTitle}
          />
        ))}
        {contacts.nodes.length === 0 && (
          <li className="py-1 text-muted-foreground">Nobody is known there yet.</li>
        )}
        {contacts.totalCount > contacts.nodes.length && (
          <li className="py-1">
            <Link
              to={"/people" as never}
              search={{ company: id } as never}
              className="text-primary-text hover:underline"
            >
              All {contacts.totalCount.toLocaleString("en-GB")} people
            </Link>
          </li>
        )}
      </RelatedList>
      <RelatedList title="Open deals" count={openDeals.totalCount}>
        {openDeals.nodes.map((deal) =>
          row(deal, <CircleDollarSign aria-hidden="true" />, dealStage(deal.stageId)?.name),
        )}
        {openDeals.nodes.length === 0 && <li className="py-1 text-muted-foreground">No open deal.</li>}
      </RelatedList>
      {wonDeals.totalCount > 0 && (
        <RelatedList title="Won" count={wonDeals.totalCount}>
          {wonDeals.nodes.map((deal) => row(deal, <Trophy aria-hidden="true" />))}
        </RelatedList>
      )}
      {lostDeals.totalCount > 0 && (
        <RelatedList title="Lost" count={lostDeals.totalCount}>
          {lostDeals.nodes.map((deal) =>
            row(deal, <CircleX aria-hidden="true" />, lostReason(deal.lostReasonId)?.label),
          )}
        </RelatedList>
      )}
    </>
  )
}
