/** What a deal is connected with: who decides, what is sold, where it came from. */
import { Building2, Target } from "lucide-react"
import { RelatedList } from "@/lib/record/RelatedList"
import { RelatedRow } from "@/lib/record/RelatedRow"
import { Avatar } from "@/ui/Avatar"
import { Committee } from "./Committee"
import type { DealEditor, DealRecord } from "./DealProperties"
import { LineItems } from "./LineItems"

type Props = { deal: DealRecord; editor: DealEditor; readOnly: boolean }

export function DealRelated({ deal, editor, readOnly }: Props) {
  const { company, lead } = deal
  return (
    <>
      <RelatedList title="Company">
        {company ? (
          <RelatedRow
            id={company.id}
            icon={<Avatar id={company.id} name={company.name} kind="company" size="md" />}
            title={company.name}
          />
        ) : (
          <RelatedRow icon={<Building2 aria-hidden="true" />} title="No company yet" />
        )}
      </RelatedList>
      <Committee deal={deal} editor={editor} readOnly={readOnly} />
      <LineItems deal={deal} editor={editor} readOnly={readOnly} />
      {lead && (
        <RelatedList title="From the lead">
          <RelatedRow id={lead.id} icon={<Target aria-hidden="true" />} title={lead.name} />
        </RelatedList>
      )}
    </>
  )
}
