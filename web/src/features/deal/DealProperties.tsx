/** The values of a deal, each edited in place. */
import type { ReactNode } from "react"
import type { DealQuery, UpdateDealInput } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { Masked } from "@/lib/record/Masked"
import { PropertyDate } from "@/lib/record/PropertyDate"
import { PropertyMoney } from "@/lib/record/PropertyMoney"
import { PropertyNumber } from "@/lib/record/PropertyNumber"
import { PropertyPerson } from "@/lib/record/PropertyPerson"
import { PropertyText } from "@/lib/record/PropertyText"
import type { RecordEditor } from "@/lib/record/use-record-edit"
import { DateText } from "@/ui/DateText"
import { daysFrom } from "@/ui/dates"
import { Money } from "@/ui/Money"
import { Property, PropertyList } from "@/ui/PropertyList"
import { CompanyProperty } from "./CompanyProperty"

export type DealRecord = NonNullable<DealQuery["deal"]>
export type DealEditor = RecordEditor<Omit<UpdateDealInput, "id" | "expectedVersion" | "idempotencyKey">>

type Props = { deal: DealRecord; editor: DealEditor; readOnly: boolean }

const categories = {
  OMITTED: "Omitted",
  PIPELINE: "Pipeline",
  BEST_CASE: "Best case",
  COMMIT: "Commit",
  CLOSED: "Closed",
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="flex h-[30px] items-center px-5 font-semibold max-md:px-4">{title}</h2>
      <PropertyList className="px-3 pb-2.5 max-md:px-2">{children}</PropertyList>
    </section>
  )
}

export function DealProperties({ deal, editor, readOnly }: Props) {
  const { baseCurrency } = useDirectory()
  const now = useMinute()
  const currency = deal.currency ?? baseCurrency
  const shared = { editor, readOnly }
  const open = deal.state === "OPEN"
  const late = open && deal.expectedCloseDate ? daysFrom(deal.expectedCloseDate, now) < 0 : false
  return (
    <>
      <Group title="Deal">
        <PropertyText {...shared} field="name" label="Name" value={deal.name} required />
        <CompanyProperty deal={deal} editor={editor} readOnly={readOnly} />
        <PropertyMoney {...shared} field="amount" label="Amount" value={deal.amount} currency={currency} />
        <PropertyNumber {...shared} field="probability" label="Probability" value={deal.probability}>
          {deal.probability} %
        </PropertyNumber>
        <Masked object="DEAL" field="weightedAmount" label="Weighted">
          <Money amount={deal.weightedAmount} currency={currency} />
        </Masked>
        <Masked object="DEAL" field="forecastCategory" label="Forecast">
          {deal.forecastCategory ? categories[deal.forecastCategory] : "–"}
        </Masked>
        <PropertyDate
          {...shared}
          field="expectedCloseDate"
          label="Close date"
          value={deal.expectedCloseDate}
          late={late}
        />
      </Group>
      <Group title="Next step">
        <PropertyText
          {...shared}
          field="nextStep"
          label="Step"
          value={deal.nextStep}
          placeholder="Add a next step"
        />
        <PropertyDate
          {...shared}
          field="nextStepDue"
          label="Due"
          value={deal.nextStepDue}
          moment
          late={open && Boolean(deal.nextStepDue) && Date.parse(deal.nextStepDue ?? "") < now}
        />
      </Group>
      <Group title="Ownership">
        <PropertyPerson {...shared} field="ownerId" label="Owner" value={deal.ownerId} />
      </Group>
      <Group title="History">
        <Property label="Created">
          <DateText value={deal.createdAt} now={now} weekday />
        </Property>
        <Masked object="DEAL" field="stageEnteredAt" label="In this stage">
          <DateText value={deal.stageEnteredAt} now={now} weekday />
        </Masked>
        {deal.closedAt && (
          <Property label="Closed">
            <DateText value={deal.closedAt} now={now} weekday />
          </Property>
        )}
      </Group>
    </>
  )
}
