/** One call, email, meeting, task or note in the timeline. */
import {
  ListTodo,
  type LucideIcon,
  Mail,
  Phone,
  SquareCheckBig,
  StickyNote,
  Timer,
  Video,
  Voicemail,
} from "lucide-react"
import type { ActivityFieldsFragment } from "@/gql/graphql"
import { Badge } from "@/ui/Badge"
import { DateText } from "@/ui/DateText"
import { TimelineItem } from "@/ui/TimelineItem"
import { useDirectory } from "../directory"

const looks: Record<string, { icon: LucideIcon; verb: string }> = {
  call: { icon: Phone, verb: "called" },
  email: { icon: Mail, verb: "wrote an email" },
  voicemail: { icon: Voicemail, verb: "left a voicemail" },
  meeting: { icon: Video, verb: "held a meeting" },
  task: { icon: SquareCheckBig, verb: "finished a task" },
  note: { icon: StickyNote, verb: "wrote a note" },
}

/** What somebody did whom the other side called or wrote to. */
const inbound: Partial<Record<string, string>> = { call: "took a call", email: "got an email" }

/** “Reached them” goes on a sentence as “reached them”, but “EU only” stays. */
const asClause = (text: string) =>
  /^.\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)

type Props = {
  activity: ActivityFieldsFragment
  last: boolean
  now: number
  /** It was the first answer to an inquiry. */
  stoppedClock?: boolean
}

export function ActivityEntry({ activity, last, now, stoppedClock }: Props) {
  const { me, user, activityTypes } = useDirectory()
  const { type, direction, subject, body, outcome, durationMinutes, ownerId, meaningful, state } = activity
  const label = activityTypes.find(({ name }) => name === type)?.label ?? type
  const look = looks[type] ?? { icon: ListTodo, verb: `logged ${label.toLowerCase()}` }
  const verb = (direction === "INBOUND" && inbound[type]) || look.verb
  const who = ownerId === me.id ? "You" : (user(ownerId)?.name ?? "Someone")
  const planned = state === "PLANNED"
  const facts = [durationMinutes && `${durationMinutes} min`, outcome && asClause(outcome)].filter(Boolean)
  return (
    <TimelineItem
      icon={<look.icon aria-hidden="true" />}
      tone={meaningful && !planned ? "success" : "neutral"}
      last={last}
      at={<DateText value={activity.happenedAt ?? activity.dueAt} now={now} time />}
      card={body}
      outcome={
        stoppedClock ? (
          <Badge tone="success" icon={<Timer aria-hidden="true" />}>
            Stopped the response clock
          </Badge>
        ) : undefined
      }
    >
      <strong>{who}</strong>{" "}
      {planned ? `planned ${/^[aeiou]/i.test(label) ? "an" : "a"} ${label.toLowerCase()}` : verb}
      {subject && subject !== label && <>: {subject}</>}
      {facts.length > 0 && <>, {facts.join(", ")}</>}
    </TimelineItem>
  )
}
