/** The queue: what is offered to you, then what is offered to your teams, then what others just took. */
import { CircleCheck } from "lucide-react"
import { Suspense, useState } from "react"
import type { HandoffRowFragment } from "@/gql/graphql"
import { useNow } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { useAccept } from "@/lib/handoff/use-accept"
import { Failed } from "@/lib/page/Failed"
import { part } from "@/lib/part"
import { Button } from "@/ui/Button"
import { Count } from "@/ui/Count"
import { RelativeTime } from "@/ui/RelativeTime"
import { HandoffCard } from "./HandoffCard"
import { type BoxId, boxes } from "./handoff-words"
import { QueueSkeleton } from "./QueueSkeleton"
import type { Taken, useHandoffs } from "./use-handoffs"

const DeclineDialog = part(() => import("@/lib/handoff/DeclineDialog"), "DeclineDialog")

type Props = { box: BoxId; handoffs: ReturnType<typeof useHandoffs>; selected?: string }

export function HandoffQueue({ box, handoffs, selected }: Props) {
  const { list, rows, taken, fresh } = handoffs
  const { me, assignee } = useDirectory()
  const { accept, accepting } = useAccept()
  const [declining, setDeclining] = useState<HandoffRowFragment | null>(null)
  const label = boxes.find(({ id }) => id === box)?.label ?? "Handoffs"
  const title = (toId: string) =>
    toId === me.id ? "Offered to you" : `Offered to ${assignee(toId)?.name ?? "somebody"}`
  const groups = box === "to-accept" ? byTaker(rows, me.id) : [{ toId: null, rows }]
  const hidden = (list.total ?? rows.length) - rows.length
  return (
    <section
      id="handoff-queue"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="scrollbar-thin min-h-0 overflow-auto border-r max-md:overflow-visible max-md:border-0"
    >
      {list.loading && <QueueSkeleton />}
      {list.failure && (
        <Failed
          action="load the handoffs"
          failure={list.failure}
          onRetry={list.retry}
          inline={rows.length > 0}
        />
      )}
      {!list.loading && !list.failure && rows.length === 0 && (
        <p className="px-5 py-4 text-muted-foreground max-md:px-4">Nothing is left here.</p>
      )}
      {groups.map((group) => (
        <div key={group.toId ?? "all"}>
          {group.toId && (
            <h2 className="flex h-8 items-center gap-1.5 border-b bg-surface px-5 font-medium text-subtle-foreground text-xs max-md:px-4">
              {title(group.toId)} <Count value={group.rows.length} />
            </h2>
          )}
          <ul>
            {group.rows.map((row) => (
              <HandoffCard
                key={row.id}
                handoff={row}
                box={box}
                selected={row.id === selected}
                fresh={fresh.has(row.id)}
                busy={accepting === row.id}
                onAccept={box === "to-accept" ? () => void accept(row) : undefined}
                onDecline={() => setDeclining(row)}
              />
            ))}
          </ul>
        </div>
      ))}
      <div role="status">
        {taken.map((entry) => (
          <TakenRow key={entry.id} {...entry} />
        ))}
      </div>
      {hidden > 0 && !list.loading && (
        <p className="p-3 text-center">
          <Button onClick={() => list.ensure(0, rows.length)}>Show {Math.min(100, hidden)} more</Button>
        </p>
      )}
      {declining && (
        <Suspense>
          <DeclineDialog handoff={declining} onClose={() => setDeclining(null)} />
        </Suspense>
      )}
    </section>
  )
}

/** One's own first, then each team in the order of its first offer. */
function byTaker(rows: HandoffRowFragment[], me: string) {
  const groups = new Map<string, HandoffRowFragment[]>()
  for (const row of rows) groups.set(row.toId, [...(groups.get(row.toId) ?? []), row])
  return [...groups]
    .map(([toId, rows]) => ({ toId, rows }))
    .sort((a, b) => Number(b.toId === me) - Number(a.toId === me))
}

function TakenRow({ name, by, at }: Taken) {
  const now = useNow()
  return (
    <p className="flex items-center gap-2 border-b bg-success-soft py-2.5 pr-4 pl-5 transition starting:opacity-0 max-md:pl-4">
      <CircleCheck className="text-success-text" aria-hidden="true" />
      <span className="truncate text-muted-foreground">
        <span className="font-medium text-foreground">{by.split(" ")[0]} accepted</span> {name}
      </span>
      <RelativeTime value={at} now={now} className="ml-auto text-muted-foreground" />
    </p>
  )
}
