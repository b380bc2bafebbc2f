/** One entry of the audit: who, what, to what, when, from where; its changes on demand. */
import { ArrowRight, ChevronRight } from "lucide-react"
import { useState } from "react"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { RecordLink } from "@/lib/RecordLink"
import { pathOfId } from "@/lib/record-type"
import { Avatar } from "@/ui/Avatar"
import { Badge } from "@/ui/Badge"
import { cn } from "@/ui/cn"
import { fullDateTime, shortDate } from "@/ui/dates"
import { actionWords, changeWords, toneOf } from "./audit-words"
import type { Entry } from "./use-audit"

type Props = { entry: Entry; onPerson: (id: string) => void; onAction: (action: string) => void }

export function AuditLine({ entry, onPerson, onAction }: Props) {
  const { at, actor, action, address, subjectId, changes } = entry
  const { assignee, role, territory } = useDirectory()
  const now = useMinute()
  const [open, setOpen] = useState(false)
  const say = (value: string) => assignee(value)?.name ?? role(value)?.name ?? territory(value)?.name ?? null
  const known = subjectId ? say(subjectId) : null
  const subject =
    subjectId && subjectId !== actor.id
      ? (known ??
        (pathOfId(subjectId) ? (
          <RecordLink id={subjectId}>{kindOf(subjectId)}</RecordLink>
        ) : (
          kindOf(subjectId)
        )))
      : null
  const { id: actorId } = actor
  return (
    <li className="border-b">
      <div className="grid min-h-10 grid-cols-[112px_minmax(0,200px)_minmax(0,1fr)_auto] items-center gap-3 px-5 py-1 hover:bg-accent max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-y-0.5 max-md:px-4 max-md:py-2.5">
        <time
          dateTime={at}
          title={fullDateTime(at)}
          className="whitespace-nowrap text-muted-foreground tabular-nums max-md:order-2 max-md:text-right max-md:text-xs"
        >
          {shortDate(at, now, { time: true })}
        </time>
        <span className="min-w-0 max-md:order-1">
          {actorId ? (
            <button
              type="button"
              title={`Only ${actor.name}`}
              onClick={() => onPerson(actorId)}
              className="flex max-w-full items-center gap-1.5 font-medium hover:underline touch-target"
            >
              <Avatar id={actorId} name={actor.name} />
              <span className="truncate">{actor.name}</span>
            </button>
          ) : (
            <span className="block truncate text-muted-foreground">{actor.name}</span>
          )}
        </span>
        <span className="flex min-w-0 items-center gap-2 max-md:order-3">
          <button
            type="button"
            title="Only this action"
            onClick={() => onAction(action)}
            className="flex-none touch-target"
          >
            <Badge tone={toneOf(action)}>{actionWords(action)}</Badge>
          </button>
          {subject && <span className="truncate">{subject}</span>}
          {changes && changes.length > 0 && (
            <button
              type="button"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              className="flex flex-none items-center gap-1 text-muted-foreground hover:text-foreground touch-target"
            >
              <ChevronRight
                className={cn("size-3.5 transition-transform", open && "rotate-90")}
                aria-hidden="true"
              />
              {changes.length === 1 ? "1 change" : `${changes.length} changes`}
            </button>
          )}
        </span>
        <span className="truncate text-right font-mono text-subtle-foreground text-xs max-md:order-4">
          {address}
        </span>
      </div>
      {open && changes && (
        <dl className="grid gap-1 pr-5 pb-2.5 pl-36 max-md:pl-4">
          {changes.map((change) => {
            const { field, before, after } = changeWords(change, say)
            return (
              <div key={change.field} className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                <dt className="w-36 flex-none truncate text-muted-foreground">{field}</dt>
                <dd className="flex min-w-0 flex-1 items-center gap-1.5">
                  <span className="truncate text-muted-foreground">{before}</span>
                  {after && (
                    <>
                      <ArrowRight className="size-3 text-subtle-foreground" aria-label="to" />
                      <span className="truncate font-medium">{after}</span>
                    </>
                  )}
                </dd>
              </div>
            )
          })}
        </dl>
      )}
    </li>
  )
}

/** "lead:01J…" is a lead. */
const kindOf = (id: string) => id.slice(0, id.indexOf(":")).replaceAll("_", " ")
