/** Where a record came from: its first touch, kept for ever. */
import { useQuery } from "urql"
import type { RecordType, SourceFieldsFragment } from "@/gql/graphql"
import { shortDate } from "@/ui/dates"
import { Property } from "@/ui/PropertyList"
import { useMinute } from "../clock"
import { useDirectory } from "../directory"
import { RecordLink } from "../RecordLink"
import { Hidden } from "./Masked"
import { SourceNamesQuery } from "./queries"

type Props = { object: RecordType; source: SourceFieldsFragment | null | undefined; at: string }

export function SourceProperties({ object, source, at }: Props) {
  const { access } = useDirectory()
  const now = useMinute()
  const { campaignId, formId } = source ?? {}
  const [{ data }] = useQuery({
    query: SourceNamesQuery,
    variables: { campaignId: campaignId ?? "", campaign: Boolean(campaignId), form: Boolean(formId) },
    pause: !campaignId && !formId,
  })
  if (!source)
    return (
      <div className="px-2 text-muted-foreground">
        <dt className="sr-only">Source</dt>
        <dd>
          {access(object, "source.source") === "HIDDEN" ? <Hidden /> : "Where it came from is not known."}
        </dd>
      </div>
    )
  const utm = [source.utmSource, source.utmMedium, source.utmCampaign, source.utmContent, source.utmTerm]
  const rows = [
    ["First touch", [source.source, shortDate(at, now)].filter(Boolean).join(", ")],
    ["Channel", source.channel],
    ["Medium", source.medium],
    ["Form", data?.forms?.find(({ id }) => id === formId)?.name],
    ["Landing page", source.landingPage],
    ["Referrer", source.referrer],
    ["Offline", source.offlineSource],
    ["UTM", utm.filter(Boolean).join(" / ")],
  ] as const
  return (
    <>
      {rows.map(([label, value]) =>
        value ? (
          <Property key={label} label={label}>
            <span className="block truncate" title={value}>
              {value}
            </span>
          </Property>
        ) : null,
      )}
      {campaignId && data?.campaign && (
        <Property label="Campaign">
          <span className="block truncate">
            <RecordLink id={campaignId}>{data.campaign.name}</RecordLink>
          </span>
        </Property>
      )}
    </>
  )
}
