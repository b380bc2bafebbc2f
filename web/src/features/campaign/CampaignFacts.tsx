/** What a campaign is: its dates, its money, its name in links. */
import type { CampaignQuery } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
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
        <Property label="Type">{typeWord(campaign.type) || unset}</Property>
        <Property label="Channel">{campaign.channel ?? unset}</Property>
        <Property label="Dates">
          <CampaignDates startDate={campaign.startDate} endDate={campaign.endDate} />
        </Property>
        <Property label="Owner">{owner ? <Person id={owner.id} name={owner.name} /> : unset}</Property>
        <Property label="Offer">{campaign.offer ?? unset}</Property>
        <Property label="Created">
          <DateText value={campaign.createdAt} now={now} />
        </Property>
      </PropertyGroup>
      <PropertyGroup title="Money">
        <Property label="Budget">
          <Money amount={campaign.budget} currency={currency} />
        </Property>
        <Property label="Actual cost">
          <Money amount={campaign.actualCost} currency={currency} />
        </Property>
      </PropertyGroup>
      <PropertyGroup title="In links">
        <Property label="utm_campaign">
          {campaign.utmCampaign ? (
            <code className="break-all font-mono text-xs">{campaign.utmCampaign}</code>
          ) : (
            unset
          )}
        </Property>
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
