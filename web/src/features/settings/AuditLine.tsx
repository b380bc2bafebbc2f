/** One entry of the audit: who, what, to what, when, from where; its changes on demand. */
import { ChevronRight } from "lucide-react"
import { useState } from "react"
import type { AuditQuery } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { Erased } from "@/lib/history/Erased"
import { hands } from "@/lib/history/hands"
import type { Names } from "@/lib/history/use-names"
import { Avatar } from "@/ui/Avatar"
import { cn } from "@/ui/cn"
import { fullDateTime, shortDate } from "@/ui/dates"
import { AuditArea } from "./AuditArea"
import { AuditChanges } from "./AuditChanges"
import { AuditSubject } from "./AuditSubject"
import { detailWords } from "./audit-words"

export type Entry = AuditQuery["audit"]["nodes"][number]

type Props = {
  entry: Entry
  names: Names
  onPerson: (id: string) => void
  onAction: (action: string) => void
}

export function AuditLine({ entry, names, onPerson, onAction }: Props) {
  const { at, actor, action, address, subjectId, changes, erasedAt } = entry
  const now = useMinute()
  const [open, setOpen] = useState(false)
  const detail = detailWords(entry.detail)
  const { id: actorId } = actor
  const hand = hands[actor.kind]
  const told = subjectId && changes.length > 0
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
        <span className="flex min-w-0 items-center gap-1.5 max-md:order-1">
          {actorId ? (
            <button
              type="button"
              title={`Only ${actor.name}`}
              onClick={() => onPerson(actorId)}
              className="flex min-w-0 items-center gap-1.5 font-medium hover:underline touch-target"
            >
              <Avatar id={actorId} name={actor.name} />
              <span className="truncate">{actor.name}</span>
            </button>
          ) : (
            <span className="truncate text-muted-foreground">{actor.name}</span>
          )}
          {hand && <span className="flex-none text-subtle-foreground text-xs">{hand}</span>}
        </span>
        <span className="flex min-w-0 items-center gap-2 max-md:order-3 max-md:flex-wrap max-md:gap-y-0.5">
          <button
            type="button"
            title="Only this action"
            onClick={() => onAction(action)}
            className="flex-none touch-target"
          >
            <AuditArea action={action} subjectId={subjectId} />
          </button>
          {subjectId && subjectId !== actorId && (
            <span className="min-w-0 truncate empty:hidden">
              <AuditSubject id={subjectId} names={names} action={action} />
            </span>
          )}
          {detail && <span className="min-w-0 truncate text-muted-foreground">{detail}</span>}
          {erasedAt && <Erased />}
          {told && (
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
        <span className="truncate text-right font-mono text-subtle-foreground text-xs max-md:order-4 max-md:self-start max-md:leading-5">
          {address}
        </span>
      </div>
      {open && told && <AuditChanges subjectId={subjectId} changes={changes} />}
    </li>
  )
}
