/** The clock from an inquiry to its first answer: it runs until someone has answered. */
import type { LeadRowFragment } from "@/gql/graphql"
import { useMinute, useNow } from "@/lib/clock"
import { Clock } from "@/ui/Clock"
import { RelativeTime } from "@/ui/RelativeTime"

type Times = NonNullable<LeadRowFragment["response"]>

function Running({ startedAt, dueAt }: { startedAt: string; dueAt: string }) {
  return <Clock startedAt={startedAt} dueAt={dueAt} now={useNow()} />
}

function Undue({ startedAt }: { startedAt: string }) {
  return (
    <span className="text-muted-foreground">
      since <RelativeTime value={startedAt} now={useMinute()} />
    </span>
  )
}

export function ResponseCell({ response, open }: { response: Times | null | undefined; open: boolean }) {
  if (!response) return <span className="text-subtle-foreground">–</span>
  const { startedAt, dueAt, respondedAt } = response
  if (respondedAt)
    return <Clock startedAt={startedAt} dueAt={dueAt ?? respondedAt} metAt={respondedAt} now={0} />
  if (!open) return <span className="text-subtle-foreground">not answered</span>
  return dueAt ? <Running startedAt={startedAt} dueAt={dueAt} /> : <Undue startedAt={startedAt} />
}
