/** One change of the history: who, what, when, and every field with its values. */
import { Pencil } from "lucide-react"
import { Badge } from "@/ui/Badge"
import { fullDateTime, shortTime } from "@/ui/dates"
import { TimelineItem } from "@/ui/TimelineItem"
import { deedWords, type HistoryEvent, kindWords } from "../record/event-words"
import { ChangeRows } from "./ChangeRows"
import { type ChangeRow, changeRows, isFirst, type Knowledge } from "./change-words"
import { Erased } from "./Erased"
import { hands } from "./hands"

type Props = { event: HistoryEvent; known: Knowledge; last: boolean }

export function HistoryEntry({ event, known, last }: Props) {
  const { actor, at, erasedAt, changes, kind } = event
  const { directory, now } = known
  const rows = changeRows(changes, known)
  const deed = deedWords(event, directory, now)
  const { icon: Icon, tone, words } = deed ?? { icon: Pencil, tone: undefined, words: plainWords(rows, kind) }
  const hand = hands[actor.kind]
  return (
    <TimelineItem
      icon={<Icon aria-hidden="true" />}
      tone={tone}
      last={last}
      at={
        <time dateTime={at} title={fullDateTime(at)} className="tabular-nums">
          {shortTime(at)}
        </time>
      }
      card={erasedAt ? <Erased /> : rows.length > 0 && <ChangeRows rows={rows} first={isFirst(changes)} />}
    >
      <strong>{actor.id === directory.me.id ? "You" : actor.name}</strong> {words}
      {hand && <Badge className="ml-1.5 align-[1px]">{hand}</Badge>}
    </TimelineItem>
  )
}

/** "changed Amount", "changed 3 fields": the fields themselves stand below. */
function plainWords(rows: readonly ChangeRow[], kind: string) {
  const direct = rows.filter(({ follows }) => !follows)
  const [one] = direct
  if (!one) return kindWords(kind)
  if (direct.length > 1) return `changed ${direct.length} fields`
  const verb = !one.before ? "set" : !one.after ? "emptied" : "changed"
  return `${verb} ${one.label.toLowerCase()}`
}
