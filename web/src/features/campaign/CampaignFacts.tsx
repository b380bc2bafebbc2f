/** What a campaign is: its dates, its money, its name in links. */
import type { CampaignQuery } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { Masked } from "@/lib/record/Masked"
import { PropertyGroup } from "@/lib/record/PropertyGroup"
import { DateText } from "@/ui/DateText"
import { Money } from "@/ui/Money"
import { Person } from "@/ui/Person"
import { Property } from "@/ui/PropertyList"
import { CampaignDates } from "./CampaignDates"
import { typeWord } from "./campaign-words"

const unset = <span className="text-subtle-foreground">Not set</span>

export function CampaignFacts({ campaign }: { campaign: NonNullable<CampaignQuery["campaign"]> }) {
  const { user, baseCurrency } = useDirectory()
  const now = useMinute()
  const owner = user(campaign.ownerId)
  const currency = campaign.currency ?? baseCurrency
  return (
    <>
      <PropertyGroup title="Campaign">
        <Masked object="CAMPAIGN" field="type" label="Type">
          {typeWord(campaign.type) || unset}
        </Masked>
        <Masked object="CAMPAIGN" field="channel" label="Channel">
          {campaign.channel ?? unset}
        </Masked>
        <Property label="Dates">
          <CampaignDates startDate={campaign.startDate} endDate={campaign.endDate} />
        </Property>
        <Masked object="CAMPAIGN" field="ownerId" label="Owner">
          {owner ? <Person id={owner.id} name={owner.name} /> : unset}
        </Masked>
        <Masked object="CAMPAIGN" field="offer" label="Offer">
          {campaign.offer ?? unset}
        </Masked>
        <Property label="Created">
          <DateText value={campaign.createdAt} now={now} />
        </Property>
      </PropertyGroup>
      <PropertyGroup title="Money">
        <Masked object="CAMPAIGN" field="budget" label="Budget">
          <Money amount={campaign.budget} currency={currency} />
        </Masked>
        <Masked object="CAMPAIGN" field="actualCost" label="Actual cost">
          <Money amount={campaign.actualCost} currency={currency} />
        </Masked>
      </PropertyGroup>
      <PropertyGroup title="In links">
        <Masked object="CAMPAIGN" field="utmCampaign" label="utm_campaign">
          {campaign.utmCampaign ? (
            <code className="break-all font-mono text-xs">{campaign.utmCampaign}</code>
          ) : (
            unset
          )}
        </Masked>
      </PropertyGroup>
      {campaign.description && (
        <section className="px-5 pb-4 max-md:px-4">
          <h2 className="flex h-8 items-center font-semibold">Description</h2>
          <p className="whitespace-pre-wrap text-muted-foreground">{campaign.description}</p>
        </section>
      )}
    </>
  )
}
