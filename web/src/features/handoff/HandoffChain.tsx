/** Who is offered it next, in order, so that nobody fears to decline. */
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { Avatar } from "@/ui/Avatar"
import { cn } from "@/ui/cn"
import { shortDate } from "@/ui/dates"
import type { FullHandoff } from "./HandoffDetail"
import { roleWords } from "./handoff-words"

export function HandoffChain({ handoff }: { handoff: FullHandoff }) {
  const { me } = useDirectory()
  const now = useMinute()
  const { chain, state, toId, dueAt } = handoff
  if (chain.length === 0) return null
  const mine = toId === me.id
  const title = state !== "OFFERED" ? "Its chain" : mine ? "If you do not take it" : "If nobody takes it"
  return (
    <section>
      <h3 className="mb-2 font-semibold">{title}</h3>
      <ol>
        {chain.map(({ assignee, role, acceptWithinMinutes, mayDecline, current }, at) => {
          const line = [
            current && state === "OFFERED" && dueAt
              ? `until ${shortDate(dueAt, now, { time: true })}`
              : roleWords[role],
            !current && acceptWithinMinutes != null && `${acceptWithinMinutes} m to accept`,
            !mayDecline && "cannot decline",
          ]
          return (
            <li
              key={`${assignee.id} ${role}`}
              aria-current={current ? "step" : undefined}
              className={cn(
                "relative grid grid-cols-[24px_minmax(0,1fr)] gap-2.5 pb-3.5",
                at < chain.length - 1 &&
                  "before:absolute before:top-7 before:bottom-1 before:left-[11.5px] before:border-border-strong before:border-l before:border-dashed",
              )}
            >
              <Avatar
                id={assignee.id}
                name={assignee.name}
                kind={assignee.kind === "QUEUE" ? "queue" : "person"}
                size="md"
                variant={current && state === "OFFERED" && assignee.kind === "USER" ? "offered" : "solid"}
              />
              <div className="min-w-0">
                <p className="truncate font-medium">{assignee.id === me.id ? "You" : assignee.name}</p>
                <p className="text-muted-foreground text-xs">{line.filter(Boolean).join(", ")}</p>
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
