/** What is planned for a lead: its tasks, else its next step in words. */
import { useQuery } from "urql"
import { NextStepBar } from "@/lib/record/NextStepBar"
import { NextStepWords } from "@/lib/record/NextStepWords"
import { PlannedQuery } from "@/lib/record/queries"
import { useHistory } from "@/lib/record/use-history"

type Props = { leadId: string; nextStep?: string | null; due?: string | null; onDone: () => void }

export function LeadNext({ leadId, nextStep, due, onDone }: Props) {
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
  return (
    <>
      {planned.map((activity) => (
        <NextStepBar key={activity.id} activity={activity} onDone={done} />
      ))}
      {nextStep && data && !said && <NextStepWords step={nextStep} due={due} />}
    </>
  )
}
