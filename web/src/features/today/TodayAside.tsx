/** Beside the day's work: its meetings, and the promise that nobody is dropped. */
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import type { TodayQuery } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { RecordLink } from "@/lib/RecordLink"
import { cn } from "@/ui/cn"
import { DateText } from "@/ui/DateText"
import { instant } from "@/ui/dates"
import { subjectsOf } from "./task-words"

export function TodayAside({ today }: { today: TodayQuery["today"] }) {
  const now = useMinute()
  const meetings = today.due.filter(({ type }) => type === "meeting")
  const next = meetings.find(({ dueAt }) => dueAt && instant(dueAt) >= now)
  return (
    <aside
      aria-label="The day"
      className="grid content-start gap-5 border-l bg-sidebar px-5 py-4 max-xl:border-t max-xl:border-l-0 max-md:px-4"
    >
      {meetings.length > 0 && (
        <Part title="Meetings">
          <ul>
            {meetings.map((meeting) => (
              <li key={meeting.id} className="grid grid-cols-[42px_3px_minmax(0,1fr)] gap-2.5 py-[7px]">
                <DateText
                  value={meeting.dueAt}
                  now={now}
                  className="text-muted-foreground text-xs leading-5"
                />
                <span
                  aria-hidden="true"
                  className={cn("rounded-xs", meeting === next ? "bg-primary" : "bg-border-strong")}
                />
                <div className="min-w-0">
                  <p className="truncate font-medium">
                    <RecordLink id={meeting.subjectIds[0]} className="hover:underline">
                      {meeting.subject ?? "Meeting"}
                    </RecordLink>
                  </p>
                  <p className="truncate text-muted-foreground text-xs">{subjectsOf(meeting)}</p>
                </div>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="Nobody dropped">
        <div className="flex items-start gap-2.5">
          <span
            className={cn("font-semibold text-2xl tabular-nums", today.unowned > 0 && "text-danger-text")}
          >
            {today.unowned}
          </span>
          <p className="text-muted-foreground">
            {today.unowned === 1 ? "record" : "records"} without a responsible person, of{" "}
            <span className="tabular-nums">{today.open.toLocaleString("en-GB")}</span> open. Measured{" "}
            <DateText value={today.measuredAt} now={now} time />.{" "}
            {today.unowned > 0 && (
              <Link to={"/overview" as never} className="font-medium text-primary-text hover:underline">
                Show them
              </Link>
            )}
          </p>
        </div>
      </Part>
    </aside>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="not-first:border-t not-first:pt-5">
      <h2 className="mb-2 font-semibold">{title}</h2>
      {children}
    </section>
  )
}
