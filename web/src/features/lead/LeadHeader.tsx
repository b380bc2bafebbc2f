/** The head of a lead: who asks, who is responsible, what can be done, and its stage. */
import { ArrowRightLeft, GitBranchPlus } from "lucide-react"
import type { LeadQuery } from "@/gql/graphql"
import { RecordLink } from "@/lib/RecordLink"
import { RecordHeader } from "@/lib/record/RecordHeader"
import { Avatar } from "@/ui/Avatar"
import { Button } from "@/ui/Button"
import { LeadHolder } from "./LeadHolder"
import { LeadStepper } from "./LeadStepper"

type Lead = NonNullable<LeadQuery["lead"]>
type Props = {
  lead: Lead
  /** The stage it is being moved to. */
  moving: string | null
  onMove?: (stageId: string) => void
  onHandOff?: () => void
  onConvert?: () => void
}

export function LeadHeader({ lead, moving, onMove, onHandOff, onConvert }: Props) {
  const { contact, company } = lead
  const place = [contact?.city ?? company?.city, contact?.country ?? company?.country]
    .filter(Boolean)
    .join(", ")
  const about = [place, lead.offer].filter(Boolean).join(" · ")
  const known = contact?.jobTitle || company || about
  return (
    <RecordHeader
      avatar={<Avatar id={lead.contactId ?? lead.id} name={lead.name} size="xl" />}
      title={lead.name}
      subtitle={
        known && (
          <>
            {contact?.jobTitle}
            {contact?.jobTitle && company && " at "}
            {company && <RecordLink id={company.id}>{company.name}</RecordLink>}
            {(contact?.jobTitle || company) && about && " · "}
            {about}
          </>
        )
      }
      holder={<LeadHolder lead={lead} variant="pill" onClick={onHandOff} />}
      actions={
        lead.state === "OPEN" && (
          <>
            {onHandOff && (
              <Button
                icon={<ArrowRightLeft aria-hidden="true" />}
                kbd={lead.handoff?.state === "OFFERED" ? undefined : "A"}
                onClick={onHandOff}
              >
                Hand off
              </Button>
            )}
            {onConvert && (
              <Button icon={<GitBranchPlus aria-hidden="true" />} kbd="V" onClick={onConvert}>
                Convert
              </Button>
            )}
          </>
        )
      }
      stepper={<LeadStepper lead={{ ...lead, stageId: moving ?? lead.stageId }} onMove={onMove} />}
    />
  )
}
