/** Who did what, when and from where; newest first, further back as one scrolls. */
import { ScrollText } from "lucide-react"
import { useEffect, useMemo, useRef } from "react"
import * as v from "valibot"
import { useDirectory } from "@/lib/directory"
import { FilterPick } from "@/lib/grid/FilterPick"
import { SearchBox } from "@/lib/grid/SearchBox"
import { useNames } from "@/lib/history/use-names"
import { Failed } from "@/lib/page/Failed"
import { usePages } from "@/lib/pages"
import { optionalText, useView } from "@/lib/view"
import { Avatar } from "@/ui/Avatar"
import { Button } from "@/ui/Button"
import { DateInput } from "@/ui/DateInput"
import { EmptyState } from "@/ui/EmptyState"
import { FilterChip } from "@/ui/FilterChip"
import { Toolbar } from "@/ui/Toolbar"
import { AuditLine } from "./AuditLine"
import { AuditSeal } from "./AuditSeal"
import { AuditSubject } from "./AuditSubject"
import { boundsOf } from "./audit-words"
import { AuditQuery } from "./queries"
import { RowsSkeleton } from "./RowsSkeleton"
import { SettingsFrame } from "./SettingsFrame"

const schema = v.object({
  person: optionalText,
  action: optionalText,
  /** One record, person, role. */
  subject: optionalText,
  from: optionalText,
  to: optionalText,
})

export function AuditPage() {
  return (
    <SettingsFrame wide title="Audit" needs="administers">
      <Entries />
    </SettingsFrame>
  )
}

function Entries() {
  const { users } = useDirectory()
  const [{ person, action, subject, from, to }, setView] = useView(schema)
  const asked = {
    actorId: person ?? null,
    action: action ?? null,
    subjectId: subject ?? null,
    ...boundsOf(from, to),
  }
  const {
    rows: entries,
    after,
    more,
    busy,
    failure,
    load,
    again,
  } = usePages(AuditQuery, asked, ({ audit }) => audit)
  const subjects = useMemo(
    () => entries.flatMap(({ subjectId }) => subjectId ?? []).concat(subject ?? []),
    [entries, subject],
  )
  const names = useNames(subjects)
  const end = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that is too short to scroll asks for the next one.
  useEffect(() => {
    if (!end.current || !more || failure) return
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && void load(), {
      rootMargin: "400px",
    })
    watcher.observe(end.current)
    return () => watcher.disconnect()
  }, [after, more, failure, load])
  const people = users.map(({ id, name }) => ({ id, label: name, icon: <Avatar id={id} name={name} /> }))
  const filtered = Boolean(person || action || subject || from || to)
  const clear = () =>
    setView({
      person: undefined,
      action: undefined,
      subject: undefined,
      from: undefined,
      to: undefined,
    })
  const day = (label: string, value: string | undefined, field: "from" | "to") => (
    <span className="flex flex-none items-center gap-1.5 text-muted-foreground text-xs">
      <span aria-hidden="true">{label}</span>
      <DateInput
        size="sm"
        aria-label={`${label} day`}
        className="w-[136px]"
        defaultValue={value}
        onCommit={(day) => day !== (value ?? "") && setView({ [field]: day || undefined })}
      />
    </span>
  )
  const nothing = entries.length === 0 && !busy && !more
  return (
    <>
      <Toolbar>
        <SearchBox label="Search actions" value={action} onChange={(action) => setView({ action })} />
        {subject && (
          <FilterChip
            field="Record"
            operator="is"
            value={null}
            valueSlot={
              <span className="inline-flex h-full max-w-52 items-center px-[7px] font-medium text-foreground max-md:px-2.5">
                <span className="truncate">
                  <AuditSubject id={subject} names={names} />
                </span>
              </span>
            }
            onRemove={() => setView({ subject: undefined })}
          />
        )}
        <FilterPick
          field="Person"
          options={people}
          value={person}
          onChange={(person) => setView({ person })}
        />
        {day("From", from, "from")}
        {day("To", to, "to")}
      </Toolbar>
      <section
        aria-label="Entries"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        className="scrollbar-thin flex min-h-0 flex-1 flex-col overflow-auto"
      >
        {failure && (
          <Failed
            action="load the audit"
            failure={failure}
            onRetry={entries.length > 0 ? () => void load() : again}
            inline={entries.length > 0}
          />
        )}
        {nothing && filtered && (
          <EmptyState title="Nothing matches" action={<Button onClick={clear}>Clear the filters</Button>}>
            Nothing of this kind was done in that time.
          </EmptyState>
        )}
        {nothing && !filtered && (
          <EmptyState art={<ScrollText className="size-7" />} title="Who did what, kept">
            Signing in, exports, and every change to people, roles and records is written down here.
          </EmptyState>
        )}
        {entries.length > 0 && (
          <ol aria-label="Audit">
            {entries.map((entry) => (
              <AuditLine
                key={entry.id}
                entry={entry}
                names={names}
                onPerson={(id) => setView({ person: id })}
                onAction={(name) => setView({ action: name })}
              />
            ))}
          </ol>
        )}
        {busy && <RowsSkeleton label="Loading the audit" rows={entries.length > 0 ? 2 : 10} />}
        <div ref={end} aria-hidden="true" className="h-px flex-none" />
      </section>
      <AuditSeal />
    </>
  )
}
