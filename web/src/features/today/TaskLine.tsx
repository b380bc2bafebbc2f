/** A task to tick off, with what it is about and when it is due. */
import { Link } from "@tanstack/react-router"
import { type LucideIcon, Mail, Phone, SquareCheck, StickyNote, Video, Voicemail } from "lucide-react"
import type { TaskLineFragment } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { pathOfId } from "@/lib/record-type"
import { Checkbox } from "@/ui/Checkbox"
import { cn } from "@/ui/cn"
import { DateText } from "@/ui/DateText"
import { lineClass, lineNote, lineText, lineTitle } from "./line-class"
import { subjectsOf } from "./task-words"

const icons: Record<string, LucideIcon> = {
  call: Phone,
  email: Mail,
  meeting: Video,
  voicemail: Voicemail,
  note: StickyNote,
}

type Props = { task: TaskLineFragment; late: boolean; done: boolean; fresh: boolean; onTick: () => void }

export function TaskLine({ task, late, done, fresh, onTick }: Props) {
  const now = useMinute()
  const { activityTypes } = useDirectory()
  const offline = useConnection() === "offline"
  const Icon = icons[task.type] ?? SquareCheck
  const type = activityTypes.find(({ name }) => name === task.type)?.label ?? "Task"
  const title = task.subject ?? type
  const path = task.subjectIds.map(pathOfId).find(Boolean)
  return (
    <li data-line={task.id} className={cn(lineClass(fresh), done && "opacity-60")}>
      <span className="flex flex-none items-center gap-2.5 text-subtle-foreground md:w-[54px]">
        <Checkbox
          round
          checked={done}
          disabled={done || offline}
          onChange={onTick}
          data-press="tick"
          aria-label={`Complete: ${title}`}
          className="z-1 max-md:size-6"
        />
        <Icon className="max-md:hidden" aria-hidden="true" />
      </span>
      <span className={lineText}>
        {path ? (
          <Link to={path as never} className={cn(lineTitle, done && "line-through")}>
            {title}
          </Link>
        ) : (
          <span className={cn(lineTitle, done && "line-through")}>{title}</span>
        )}
        <span className={lineNote}>{subjectsOf(task)}</span>
      </span>
      <DateText
        value={task.dueAt}
        now={now}
        weekday
        time={late}
        late={late && !done}
        className={cn("text-xs max-md:text-sm", (!late || done) && "text-muted-foreground")}
      />
    </li>
  )
}
