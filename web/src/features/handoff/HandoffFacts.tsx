/** What is known of the lead or deal, and how well it qualifies. */
import type { ReactNode } from "react"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { LiveClock } from "@/lib/handoff/LiveClock"
import { Badge } from "@/ui/Badge"
import { DateText } from "@/ui/DateText"
import { Money } from "@/ui/Money"
import { Person } from "@/ui/Person"
import type { FullHandoff } from "./HandoffDetail"

type Fact = { label: string; value: ReactNode }

export function HandoffFacts({ handoff: { subject } }: { handoff: FullHandoff }) {
  const { assignee, baseCurrency } = useDirectory()
  const now = useMinute()
  const person = (id: string | null | undefined) => {
    const found = assignee(id)
    return found && <Person {...found} />
  }
  const step = (text: string | null | undefined, due: string | null | undefined) =>
    text && (
      <>
        {text}
        {due && (
          <>
            {", "}
            <DateText value={due} now={now} weekday />
          </>
        )}
      </>
    )
  if (subject?.__typename === "Deal")
    return (
      <>
        <h3 className="mt-5 mb-1 font-semibold">Deal</h3>
        <Facts
          facts={[
            {
              label: "Amount",
              value: subject.amount && (
                <Money amount={subject.amount} currency={subject.currency ?? baseCurrency} />
              ),
            },
            {
              label: "Close date",
              value: subject.expectedCloseDate && <DateText value={subject.expectedCloseDate} now={now} />,
            },
            { label: "Owner", value: person(subject.ownerId) },
            { label: "Next step", value: step(subject.nextStep, subject.nextStepDue) },
          ]}
        />
      </>
    )
  if (subject?.__typename !== "Lead") return null
  const { source, response, contact } = subject
  const answered = response?.respondedAt && response.dueAt
  return (
    <>
      <h3 className="mt-5 mb-1 font-semibold">Lead</h3>
      <Facts
        facts={[
          { label: "Source", value: source?.offlineSource ?? source?.source ?? source?.channel },
          { label: "Offer", value: subject.offer ?? source?.offer },
          { label: "Opened", value: <DateText value={subject.openedAt} now={now} time /> },
          { label: "Next step", value: step(subject.nextStep, subject.nextStepDue) },
          {
            label: "First response",
            value:
              response &&
              (answered ? (
                <LiveClock
                  handoff={{
                    offeredAt: response.startedAt,
                    dueAt: response.dueAt,
                    answeredAt: response.respondedAt,
                  }}
                />
              ) : (
                "Not answered yet"
              )),
          },
          { label: "Marketing", value: person(subject.marketingOwnerId) },
        ]}
      />
      <h3 className="mt-5 mb-1 flex items-center gap-2 font-semibold">
        Qualification
        {subject.score != null && <Badge tone="primary">Score {subject.score}</Badge>}
      </h3>
      <Facts
        facts={[
          { label: "Status", value: subject.status && sentence(subject.status) },
          { label: "Email", value: contact?.emails?.[0] },
          { label: "Place", value: [contact?.city, contact?.country].filter(Boolean).join(", ") },
          { label: "Phone", value: contact?.phones?.[0] },
        ]}
      />
    </>
  )
}

const sentence = (word: string) => word.charAt(0) + word.slice(1).toLocaleLowerCase()

/** What is missing is said, so that nobody has to search for it. */
function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="mt-0.5 grid gap-x-5 md:grid-cols-2">
      {facts.map(({ label, value }) => (
        <div
          key={label}
          className="grid min-h-[30px] grid-cols-[104px_minmax(0,1fr)] items-baseline gap-2 max-md:min-h-9"
        >
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="min-w-0 py-1 [overflow-wrap:anywhere]">
            {value || <span className="text-subtle-foreground">Not known</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
