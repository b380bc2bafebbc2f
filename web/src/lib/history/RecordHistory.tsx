/** A record's own history: every change with what was before, newest first, further back on demand. */
import { Link } from "@tanstack/react-router"
import { ScrollText } from "lucide-react"
import { useMemo } from "react"
import { Button } from "@/ui/Button"
import { localDay, shortDate } from "@/ui/dates"
import { EmptyState } from "@/ui/EmptyState"
import { Timeline, TimelineDay } from "@/ui/Timeline"
import { useMinute } from "../clock"
import { useDirectory } from "../directory"
import { useLiveMessages } from "../live"
import { Failed } from "../page/Failed"
import { usePages } from "../pages"
import { EntriesSkeleton } from "../record/EntriesSkeleton"
import type { HistoryEvent } from "../record/event-words"
import { useThrottled } from "../throttle"
import { recordIds } from "./change-words"
import { currencies } from "./currencies"
import { HistoryEntry } from "./HistoryEntry"
import { HistoryQuery } from "./queries"
import { useLabels } from "./use-labels"
import { useNames } from "./use-names"

type Props = {
  id: string
  /** What its amounts are in now. */
  currency?: string | null
}

const size = 30

export function RecordHistory({ id, currency }: Props) {
  const directory = useDirectory()
  const now = useMinute()
  const fields = useLabels(id)
  const pages = usePages(HistoryQuery, { id }, ({ history }) => history, size)
  const { rows: events, more, busy, failure, load, again } = pages
  const renew = useThrottled(() => void pages.renew())
  useLiveMessages(({ event, resync }) => {
    if (resync || event?.subjectId === id) renew()
  })
  const names = useNames(useMemo(() => recordIds(events.flatMap(({ changes }) => changes)), [events]))
  const inCurrency = currencies(events, currency ?? directory.baseCurrency)
  const days = new Map<string, HistoryEvent[]>()
  for (const event of events) {
    const day = localDay(event.at)
    days.set(day, [...(days.get(day) ?? []), event])
  }
  const loading = !fields || (busy && events.length === 0)
  return (
    <Timeline label="Changes">
      <div className="mb-3 flex min-h-6 flex-wrap items-center justify-between gap-x-4 text-muted-foreground">
        <p>Every change, with what was before it.</p>
        {directory.administers && (
          <Link
            to={"/settings/audit" as never}
            search={{ subject: id } as never}
            className="flex items-center gap-1.5 hover:text-foreground hover:underline touch-target [&_.lucide]:size-3.5"
          >
            <ScrollText aria-hidden="true" />
            Audit of this record
          </Link>
        )}
      </div>
      {loading && !failure && <EntriesSkeleton label="Loading the history" cards />}
      {!loading &&
        [...days].map(([day, entries]) => (
          <div key={day}>
            <TimelineDay>{shortDate(day, now, { weekday: true })}</TimelineDay>
            {entries.map((event, index) => (
              <HistoryEntry
                key={event.id}
                event={event}
                last={index === entries.length - 1}
                known={{
                  directory,
                  fields,
                  now,
                  nameOf: (id) => names.get(id),
                  currency: inCurrency.get(event.id),
                }}
              />
            ))}
          </div>
        ))}
      {failure && (
        <Failed
          action="load the history"
          failure={failure}
          onRetry={events.length > 0 ? () => void load() : again}
          inline={events.length > 0}
        />
      )}
      {!loading && !failure && !more && events.length === 0 && (
        <EmptyState title="Nothing was changed yet">
          What people, forms and rules change of it is written down here, with what was before.
        </EmptyState>
      )}
      {more && !failure && events.length > 0 && (
        <Button variant="ghost" block busy={busy} onClick={() => void load()}>
          Further back
        </Button>
      )}
    </Timeline>
  )
}
