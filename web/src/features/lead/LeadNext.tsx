/** What is planned for a lead: its tasks, else its next step in words. */
import { useQuery } from "urql"
import { useMinute } from "@/lib/clock"
import { NextStepBar } from "@/lib/record/NextStepBar"
import { nextWords } from "@/lib/record/next-words"
import { PlannedQuery } from "@/lib/record/queries"
import { useHistory } from "@/lib/record/use-history"
import { NextActivity } from "@/ui/NextActivity"

type Props = { leadId: string; nextStep?: string | null; due?: string | null; onDone: () => void }

export function LeadNext({ leadId, nextStep, due, onDone }: Props) {
  const now = useMinute()
  const [{ data }, ask] = useQuery({ query: PlannedQuery, variables: { subjectId: leadId } })
  const again = () => ask({ requestPolicy: "network-only" })
  useHistory(leadId, again)
  const planned =
    data?.activities.nodes.filter(({ state, deletedAt }) => state === "PLANNED" && !deletedAt) ?? []
  const done = () => {
    again()
    onDone()
  }
  const said = planned.some(({ subject }) => subject === nextStep)
  const next = nextWords(due, now, Boolean(nextStep))
  return (
    <>
      {planned.map((activity) => (
        <NextStepBar key={activity.id} activity={activity} onDone={done} />
      ))}
      {nextStep && data && !said && (
        <p className="mb-3 flex items-center gap-2.5 rounded-md border bg-surface px-3 py-2">
          <NextActivity state={next.state}>{next.words}</NextActivity>
          <span className="min-w-0 flex-1 truncate">
            <span className="font-medium">{nextStep}</span>
            <span className="text-muted-foreground"> · next step</span>
          </span>
        </p>
      )}
    </>
  )
}
