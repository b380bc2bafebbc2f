/** The next step of a lead, written in its cell; the field comes with the first click. */
import { Plus } from "lucide-react"
import { Suspense, useState } from "react"
import type { LeadRowFragment } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { part } from "@/lib/part"

const NextStepEdit = part(() => import("./NextStepEdit"), "NextStepEdit")

type Props = { lead: LeadRowFragment; readOnly: boolean; tabIndex: number }

export function NextStepCell({ lead, readOnly, tabIndex }: Props) {
  const [touched, setTouched] = useState(false)
  const { access } = useDirectory()
  const text = lead.nextStep ?? ""
  if (readOnly || access("LEAD", "nextStep") !== "WRITE")
    return text ? <span className="min-w-0 flex-1 truncate">{text}</span> : null
  const shown = text || (
    <span className="inline-flex items-center gap-1 text-subtle-foreground">
      <Plus className="size-3" aria-hidden="true" />
      Add next step
    </span>
  )
  const button = (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-label={`Next step of ${lead.name}: ${text || "empty"}. Edit`}
      onClick={() => setTouched(true)}
      className="-mx-1.5 block h-7 w-[calc(100%+12px)] min-w-0 truncate rounded-md px-1.5 text-left hover:bg-muted max-md:h-10"
    >
      {shown}
    </button>
  )
  return (
    <div className="min-w-0 flex-1">
      {touched ? (
        <Suspense fallback={button}>
          <NextStepEdit lead={lead}>{shown}</NextStepEdit>
        </Suspense>
      ) : (
        button
      )}
    </div>
  )
}
