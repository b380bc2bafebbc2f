/** Forms: where inquiries come in, each with its public address and the way to put it on a page. */
import { ClipboardList } from "lucide-react"
import { useQuery } from "urql"
import { toFailure } from "@/lib/failure"
import { useLiveEvents } from "@/lib/live"
import { Failed } from "@/lib/page/Failed"
import { Page } from "@/lib/page/Page"
import { useThrottled } from "@/lib/throttle"
import { EmptyState } from "@/ui/EmptyState"
import { FormCard } from "./FormCard"
import { FormsSkeleton } from "./FormsSkeleton"
import { FormsQuery } from "./queries"

export function FormsPage() {
  const [{ data, error }, again] = useQuery({ query: FormsQuery })
  const retry = () => again({ requestPolicy: "network-only" })
  // An inquiry that comes in counts at once.
  const recount = useThrottled(retry)
  useLiveEvents(({ subjectType, actor }) => subjectType === "Form" || actor.kind === "FORM", recount)
  const forms = data?.forms
  return (
    <Page title="Forms & sources" note={forms && forms.length > 0 ? forms.length : undefined} body="scroll">
      {error && (
        <Failed action="load the forms" failure={toFailure(error)} onRetry={retry} inline={!!forms} />
      )}
      {!forms && !error && <FormsSkeleton />}
      {forms?.length === 0 && (
        <EmptyState art={<ClipboardList className="size-7" />} title="Forms bring inquiries in">
          A form is a public page. Whoever fills it in becomes a lead with a responsible person at once. A
          workspace starts with one; it appears here as soon as it is set up.
        </EmptyState>
      )}
      {forms && forms.length > 0 && (
        <div className="grid flex-1 grid-cols-[minmax(0,1fr)] content-start gap-3 bg-surface px-5 pt-4 pb-8 max-md:gap-2.5 max-md:p-3">
          {forms.map((form) => (
            <FormCard key={form.id} form={form} />
          ))}
        </div>
      )}
    </Page>
  )
}
