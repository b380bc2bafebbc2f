/** A glance at a lead from the list: who, how it stands, what was said last. */
import { useQuery } from "urql"
import type { LeadRowFragment } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { Failed } from "@/lib/page/Failed"
import { RecordTimeline } from "@/lib/record/RecordTimeline"
import { stageShape } from "@/lib/stage-shape"
import { Avatar } from "@/ui/Avatar"
import { DateText } from "@/ui/DateText"
import { instant } from "@/ui/dates"
import { Property, PropertyList } from "@/ui/PropertyList"
import { Stage } from "@/ui/Stage"
import { LeadHolder } from "./LeadHolder"
import { sourceWord, statusWord } from "./lead-words"
import { LeadQuery } from "./queries"
import { ResponseCell } from "./ResponseCell"

export function LeadPeek({ lead }: { lead: LeadRowFragment }) {
  const { leadStage, leadStages } = useDirectory()
  const now = useMinute()
  // The page of the lead asks for the same, so that opening it is instant.
  const [{ data, error }, ask] = useQuery({ query: LeadQuery, variables: { id: lead.id, items: 50 } })
  const full = data?.lead?.id === lead.id ? data.lead : undefined
  const open = lead.state === "OPEN"
  const due = lead.nextStepDue
  return (
    <>
      <div className="flex items-center gap-3 px-4 pt-4 pb-3">
        <Avatar id={lead.contactId ?? lead.id} name={lead.name} size="lg" />
        <div className="min-w-0">
          <h2 className="truncate font-semibold text-base">{lead.name}</h2>
          <p className="truncate text-muted-foreground">
            {[full?.contact?.jobTitle, lead.company?.name].filter(Boolean).join(" at ")}
          </p>
        </div>
      </div>
      <PropertyList className="px-2">
        <Property label="Responsible">
          <LeadHolder lead={lead} />
        </Property>
        <Property label="Stage">
          <Stage
            className="align-top"
            name={leadStage(lead.stageId)?.name ?? ""}
            {...stageShape(leadStages, lead.stageId)}
          />
        </Property>
        <Property label="Status">{statusWord(open ? (lead.status ?? "") : (lead.state ?? ""))}</Property>
        <Property label="First response">
          <ResponseCell response={lead.response} open={open} />
        </Property>
        <Property label="Next step">
          <span className="block truncate">
            {lead.nextStep ?? "–"}
            {due && (
              <>
                , <DateText value={due} now={now} weekday late={open && instant(due) < now} />
              </>
            )}
          </span>
        </Property>
        <Property label="Source">{sourceWord(lead.source) || "–"}</Property>
        <Property label="Asks for">{lead.offer ?? "–"}</Property>
      </PropertyList>
      {full?.message && (
        <blockquote className="mx-4 mt-3 whitespace-pre-wrap rounded-md border px-3 py-2.5">
          {full.message}
        </blockquote>
      )}
      <div className="px-4 pt-4 pb-2">
        {error && !full ? (
          <Failed
            action="load what happened"
            failure={toFailure(error)}
            onRetry={() => ask({ requestPolicy: "network-only" })}
          />
        ) : (
          <RecordTimeline
            items={full?.timeline.nodes.slice(0, 8)}
            stays={full?.stageHistory}
            firstAnswerId={full?.response?.activityId}
          />
        )}
      </div>
    </>
  )
}
