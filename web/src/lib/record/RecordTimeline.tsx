/** What happened to a record: activities and events, newest first, by day. */
import type { ReactNode } from "react"
import type { TimelineItemsFragment } from "@/gql/graphql"
import { Button } from "@/ui/Button"
import { daysFrom, instant } from "@/ui/dates"
import { Timeline, TimelineDay } from "@/ui/Timeline"
import { useMinute } from "../clock"
import { ActivityEntry } from "./ActivityEntry"
import { EntriesSkeleton } from "./EntriesSkeleton"
import { EventEntry } from "./EventEntry"
import { type HistoryEvent, isTold, type Stay } from "./event-words"

type Props = {
  items: readonly TimelineItemsFragment[] | undefined
  hasMore?: boolean
  onMore?: () => void
  /** The record's stays in its stages: moves then say how long it was there. */
  stays?: readonly Stay[]
  /** The activity that was the first answer. */
  firstAnswerId?: string | null
  /** What the inquiry said. */
  message?: string | null
  /** Words after an event's own. */
  more?: (event: HistoryEvent) => ReactNode
}

function dayOf({ at, activity }: TimelineItemsFragment, now: number) {
  const days = daysFrom(at, now)
  return activity?.state === "PLANNED" && instant(at) > now
    ? "Ahead"
    : days >= 0
      ? "Today"
      : days === -1
        ? "Yesterday"
        : "Earlier"
}

export function RecordTimeline({ items, hasMore, onMore, stays, firstAnswerId, message, more }: Props) {
  const now = useMinute()
  if (!items) return <EntriesSkeleton label="Loading the timeline" />
  // What is written down as an activity stands there already; its event would say it twice.
  const shown = items.filter(({ event, activity }) => activity || (event && isTold(event)))
  const days = new Map<string, TimelineItemsFragment[]>()
  for (const item of shown) {
    const day = dayOf(item, now)
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return (
    <Timeline>
      <h2 className="sr-only">Timeline</h2>
      {[...days].map(([day, entries]) => (
        <div key={day}>
          <TimelineDay>{day}</TimelineDay>
          {entries.map(({ id, activity, event }, index) => {
            const last = index === entries.length - 1
            if (activity)
              return (
                <ActivityEntry
                  key={id}
                  activity={activity}
                  last={last}
                  now={now}
                  stoppedClock={activity.id === firstAnswerId}
                />
              )
            return (
              event && (
                <EventEntry
                  key={id}
                  event={event}
                  last={last}
                  now={now}
                  stays={stays}
                  card={/Captured$/.test(event.kind) ? message : null}
                  more={more?.(event)}
                />
              )
            )
          })}
        </div>
      ))}
      {shown.length === 0 && (
        <p className="py-6 text-center text-muted-foreground">
          Nothing has happened yet. Write the first note above.
        </p>
      )}
      {hasMore && onMore && (
        <Button variant="ghost" block onClick={onMore}>
          Show earlier
        </Button>
      )}
    </Timeline>
  )
}
