/** Today: handoffs with their clocks, what is overdue and due, deals that need attention. */
import { Link } from "@tanstack/react-router"
import { ArrowRightLeft, CalendarCheck2, CalendarX2, Plus, Sun, TriangleAlert } from "lucide-react"
import { useQuery } from "urql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { useFresh } from "@/lib/fresh"
import { useKeys } from "@/lib/keys"
import { useLiveEvents } from "@/lib/live"
import { Failed } from "@/lib/page/Failed"
import { Page } from "@/lib/page/Page"
import { openOverlay } from "@/lib/palette"
import { ProfileButton } from "@/lib/profile/ProfileButton"
import { typeOfId } from "@/lib/record-type"
import { useThrottled } from "@/lib/throttle"
import { Button } from "@/ui/Button"
import { buttonClass } from "@/ui/button-class"
import { EmptyState } from "@/ui/EmptyState"
import { Section } from "@/ui/Section"
import { AttentionLine } from "./AttentionLine"
import { OfferLine } from "./OfferLine"
import { TodayQuery } from "./queries"
import { TaskLine } from "./TaskLine"
import { TodayAside } from "./TodayAside"
import { TodaySkeleton } from "./TodaySkeleton"
import { useLineKeys } from "./use-line-keys"
import { useTick } from "./use-tick"

const watched = new Set(["Handoff", "Activity", "Deal", "Lead"])
const creatable = ["LEAD", "DEAL", "CONTACT", "COMPANY", "CAMPAIGN"] as const
const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" })
const heading = "max-md:[&>div:first-child]:px-4 md:[&>div:first-child]:px-2"

export function TodayPage() {
  const now = useMinute()
  const [{ data, error }, again] = useQuery({ query: TodayQuery })
  const today = data?.today
  const refresh = useThrottled(() => again({ requestPolicy: "network-only" }))
  useLiveEvents(({ subjectId }) => watched.has(typeOfId(subjectId) ?? ""), refresh)
  const { ticked, tick, dialog } = useTick(refresh)
  useLineKeys()
  const { can } = useDirectory()
  const mayCreate = creatable.some((type) => can("create", type))
  const create = () => openOverlay("create")
  useKeys("Today", mayCreate ? [{ keys: "c", label: "Create", run: create }] : [])
  // An answer reaches the cache before the page is asked again: it leaves at once.
  const offers = today?.handoffs.filter(({ state }) => state === "OFFERED") ?? []
  const tasks = today ? [...today.overdue, ...today.due] : []
  const fresh = useFresh(
    today && [...offers, ...tasks, ...today.attention.map(({ deal }) => deal)].map(({ id }) => id),
  )
  const retry = () => again({ requestPolicy: "network-only" })
  const task = (late: boolean) => (one: (typeof tasks)[number]) => (
    <TaskLine
      key={one.id}
      task={one}
      late={late}
      done={ticked.has(one.id) || one.state === "DONE"}
      fresh={fresh.has(one.id)}
      onTick={() => tick(one)}
    />
  )
  const clear = today && offers.length + tasks.length + today.attention.length === 0
  return (
    <Page
      title="Today"
      note={day.format(now).replace(",", "")}
      actions={
        <>
          {today && <span className="px-1 text-muted-foreground tabular-nums">{today.done} done</span>}
          {mayCreate && (
            <Button
              variant={clear ? "plain" : "primary"}
              kbd="C"
              icon={<Plus aria-hidden="true" />}
              onClick={create}
            >
              Create
            </Button>
          )}
        </>
      }
      phoneActions={<ProfileButton />}
      body="scroll"
    >
      {error && (
        <Failed action="load today" failure={toFailure(error)} onRetry={retry} inline={Boolean(today)} />
      )}
      {!today && !error && <TodaySkeleton />}
      {today && (
        <div className="grid min-h-full flex-1 xl:grid-cols-[minmax(0,1fr)_320px]">
          <div className="grid min-w-0 content-start gap-4 px-5 pt-3 pb-8 max-md:px-0 max-md:pt-1 max-md:pb-4">
            {clear && (
              <EmptyState
                className="py-24"
                art={<Sun className="size-7" />}
                title="Today is clear"
                action={
                  <Link to={"/deals" as never} className={buttonClass({ variant: "primary", size: "lg" })}>
                    Open the pipeline
                  </Link>
                }
              >
                Handoffs with their clock, tasks that are due, and deals that need a look come here by
                themselves.
              </EmptyState>
            )}
            {offers.length > 0 && (
              <Section
                className={heading}
                icon={<ArrowRightLeft aria-hidden="true" />}
                title="Handoffs waiting for you"
                count={offers.length}
              >
                <ul>
                  {offers.map((offer) => (
                    <OfferLine key={offer.id} offer={offer} fresh={fresh.has(offer.id)} />
                  ))}
                </ul>
              </Section>
            )}
            {today.overdue.length > 0 && (
              <Section
                className={heading}
                icon={<CalendarX2 aria-hidden="true" />}
                title="Overdue"
                count={today.overdue.length}
              >
                <ul>{today.overdue.map(task(true))}</ul>
              </Section>
            )}
            {today.due.length > 0 && (
              <Section
                className={heading}
                icon={<CalendarCheck2 aria-hidden="true" />}
                title="Due today"
                count={today.due.length}
              >
                <ul>{today.due.map(task(false))}</ul>
              </Section>
            )}
            {today.attention.length > 0 && (
              <Section
                className={heading}
                icon={<TriangleAlert aria-hidden="true" />}
                title="Deals that need attention"
                count={today.attention.length}
              >
                <ul>
                  {today.attention.map((entry) => (
                    <AttentionLine key={entry.deal.id} entry={entry} fresh={fresh.has(entry.deal.id)} />
                  ))}
                </ul>
              </Section>
            )}
          </div>
          <TodayAside today={today} />
        </div>
      )}
      {dialog}
    </Page>
  )
}
