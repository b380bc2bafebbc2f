/** What is known of a lead: who owns it, how it stands, where it came from, whom it is about. */
import type { LeadQuery } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { RecordLink } from "@/lib/RecordLink"
import { Masked } from "@/lib/record/Masked"
import { PropertyChoice } from "@/lib/record/PropertyChoice"
import { PropertyDate } from "@/lib/record/PropertyDate"
import { PropertyGroup } from "@/lib/record/PropertyGroup"
import { PropertyNumber } from "@/lib/record/PropertyNumber"
import { PropertyPerson } from "@/lib/record/PropertyPerson"
import { PropertyText } from "@/lib/record/PropertyText"
import { SourceProperties } from "@/lib/record/SourceProperties"
import { useRecordEdit } from "@/lib/record/use-record-edit"
import { instant, shortDate } from "@/ui/dates"
import { Property } from "@/ui/PropertyList"
import { LeadHolder } from "./LeadHolder"
import { statuses, statusWord } from "./lead-words"
import { UpdateLeadMutation } from "./queries"
import { ResponseCell } from "./ResponseCell"

type Lead = NonNullable<LeadQuery["lead"]>
type Props = { lead: Lead; readOnly: boolean }

const statusOptions = statuses.map((id) => ({ id, label: statusWord(id) }))

export function LeadProperties({ lead, readOnly }: Props) {
  const { leadStage, leadStages, disqualifiedReason, user } = useDirectory()
  const now = useMinute()
  const editor = useRecordEdit(UpdateLeadMutation, lead, (field, value) => {
    if (typeof value !== "string") return String(value ?? "nothing")
    if (field === "nextStepDue") return shortDate(value, now, { weekday: true, time: true })
    return user(value)?.name ?? (field === "status" ? statusWord(value) : value)
  })
  const closed = readOnly || lead.state !== "OPEN"
  const stage = leadStage(lead.stageId)
  const required = leadStages.find(({ order }) => stage && order === stage.order + 1)?.requiredFields ?? []
  const hint = (field: string) => (required.includes(field) ? "Needed to advance" : undefined)
  const contact = lead.contact
  const reason = disqualifiedReason(lead.disqualifiedReasonId)
  return (
    <>
      <PropertyGroup title="Ownership">
        <Masked object="LEAD" field="responsibleId" label="Responsible">
          <LeadHolder lead={lead} />
        </Masked>
        <PropertyPerson
          editor={editor}
          field="marketingOwnerId"
          label="Marketing"
          value={lead.marketingOwnerId}
          readOnly={closed}
        />
        <PropertyPerson
          editor={editor}
          field="salesOwnerId"
          label="Sales"
          value={lead.salesOwnerId}
          readOnly={closed}
        />
        <PropertyPerson
          editor={editor}
          field="backupOwnerId"
          label="Backup"
          value={lead.backupOwnerId}
          readOnly={closed}
        />
      </PropertyGroup>
      <PropertyGroup title="Lead">
        <PropertyChoice
          editor={editor}
          field="status"
          label="Status"
          value={lead.status}
          options={statusOptions}
          readOnly={closed}
        />
        {reason && <Property label="Disqualified">{reason.label}</Property>}
        <PropertyNumber editor={editor} field="score" label="Score" value={lead.score} readOnly={closed} />
        <PropertyText
          editor={editor}
          field="nextStep"
          label="Next step"
          value={lead.nextStep}
          placeholder={hint("nextStep")}
          readOnly={closed}
        />
        <PropertyDate
          editor={editor}
          field="nextStepDue"
          label="Due"
          value={lead.nextStepDue}
          moment
          late={!closed && lead.nextStepDue ? instant(lead.nextStepDue) < now : false}
          readOnly={closed}
        />
        <Masked object="LEAD" field="response.respondedAt" label="First response">
          <ResponseCell response={lead.response} open={lead.state === "OPEN"} />
        </Masked>
        <PropertyText
          editor={editor}
          field="offer"
          label="Offer"
          value={lead.offer}
          placeholder={hint("offer")}
          readOnly={closed}
        />
      </PropertyGroup>
      <PropertyGroup title="Source">
        <SourceProperties object="LEAD" source={lead.source} at={lead.openedAt} />
      </PropertyGroup>
      {contact && (
        <PropertyGroup title="Contact">
          <Property label="Name">
            <span className="block truncate">
              <RecordLink id={contact.id}>{contact.name}</RecordLink>
            </span>
          </Property>
          {contact.emails?.[0] && (
            <Property label="Email">
              <a
                href={`mailto:${contact.emails[0]}`}
                className="block truncate underline decoration-border-strong underline-offset-[3px]"
              >
                {contact.emails[0]}
              </a>
            </Property>
          )}
          {contact.phones?.[0] && (
            <Property label="Phone">
              <a href={`tel:${contact.phones[0].replace(/\s/g, "")}`} className="tabular-nums">
                {contact.phones[0]}
              </a>
            </Property>
          )}
          {contact.language && <Property label="Language">{contact.language}</Property>}
        </PropertyGroup>
      )}
      {editor.dialog}
    </>
  )
}
