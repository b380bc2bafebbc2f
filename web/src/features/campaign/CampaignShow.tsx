/** A campaign: what it is, what came of it, and its leads. */
import { Link, useParams } from "@tanstack/react-router"
import { ChevronRight } from "lucide-react"
import { Suspense } from "react"
import { useQuery } from "urql"
import * as v from "valibot"
import { useDirectory } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { useLiveEvents } from "@/lib/live"
import { useIsPhone } from "@/lib/media"
import { Page } from "@/lib/page/Page"
import { part as lazyPart } from "@/lib/part"
import { DeleteMenu } from "@/lib/record/DeleteMenu"
import { EntriesSkeleton } from "@/lib/record/EntriesSkeleton"
import { RecordHeader } from "@/lib/record/RecordHeader"
import { RecordPending } from "@/lib/record/RecordPending"
import { ShareButton } from "@/lib/record/ShareButton"
import { TrashBanner } from "@/lib/record/TrashBanner"
import { useThrottled } from "@/lib/throttle"
import { choice, useView } from "@/lib/view"
import { Avatar } from "@/ui/Avatar"
import { Tabs } from "@/ui/Tabs"
import { CampaignFacts } from "./CampaignFacts"
import { CampaignLeads } from "./CampaignLeads"
import { kindWords } from "./campaign-words"
import { CampaignQuery } from "./queries"
import { StatusBadge } from "./StatusBadge"

const RecordHistory = lazyPart(() => import("@/lib/history/RecordHistory"), "RecordHistory")

const schema = v.object({ part: choice(["leads", "facts", "history"], "leads") })
const list = { to: "/campaigns", label: "Campaigns" }

export function CampaignShow() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { can } = useDirectory()
  const phone = useIsPhone()
  const [view, setView] = useView(schema)
  // On a wide screen the facts stand beside it.
  const part = phone || view.part === "history" ? view.part : "leads"
  const [{ data, error, fetching }, again] = useQuery({ query: CampaignQuery, variables: { id } })
  const retry = () => again({ requestPolicy: "network-only" })
  const recount = useThrottled(retry, 3000)
  useLiveEvents(
    ({ subjectId, subjectType }) => subjectId === id || subjectType === "Lead" || subjectType === "Deal",
    recount,
  )
  const campaign = data?.campaign
  if (!campaign)
    return (
      <RecordPending
        kind="Campaign"
        list={list}
        failure={error ? toFailure(error) : null}
        fetching={fetching}
        onRetry={retry}
        square
      />
    )
  const { name, type, channel, status, leadCount, wonDealCount, deletedAt } = campaign
  const actions = (
    <>
      <ShareButton id={id} name={name} mayShare={can("edit", "CAMPAIGN") && !deletedAt} />
      <DeleteMenu id={id} name={name} list={list.to} canDelete={can("delete", "CAMPAIGN") && !deletedAt} />
    </>
  )
  const tabs = (
    <Tabs
      variant="line"
      label="Parts of the campaign"
      panelId="campaign-part"
      className="flex-none px-6 max-md:px-4"
      items={[
        { id: "leads" as const, label: "Leads", count: leadCount },
        ...(phone ? [{ id: "facts" as const, label: "Facts" }] : []),
        { id: "history" as const, label: "History" },
      ]}
      value={part}
      onChange={(part) => setView({ part: part === "leads" ? undefined : part })}
    />
  )
  return (
    <Page
      title={name}
      back={list.to}
      actions={actions}
      phoneActions={actions}
      heading={
        <nav aria-label="Where this is" className="flex min-w-0 items-center gap-2">
          <Link to={list.to as never} className="text-muted-foreground hover:text-foreground">
            {list.label}
          </Link>
          <ChevronRight className="size-3.5 text-subtle-foreground" aria-hidden="true" />
          <span className="truncate font-medium" aria-current="page">
            {name}
          </span>
        </nav>
      }
    >
      <RecordHeader
        avatar={<Avatar id={id} name={name} kind="company" size="xl" />}
        title={name}
        subtitle={kindWords(type, channel)}
        holder={
          <span className="flex items-center gap-5 text-muted-foreground">
            <Outcome count={leadCount} label={leadCount === 1 ? "lead" : "leads"} />
            <Outcome count={wonDealCount} label={wonDealCount === 1 ? "won deal" : "won deals"} />
            <StatusBadge status={status} />
          </span>
        }
      />
      {deletedAt && <TrashBanner id={id} name={name} deletedAt={deletedAt} onRestored={retry} />}
      {phone && tabs}
      <div className="flex min-h-0 flex-1 md:grid md:grid-cols-[288px_minmax(0,1fr)]">
        {(!phone || part === "facts") && (
          <section
            aria-label="Facts"
            id={phone ? "campaign-part" : undefined}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
            tabIndex={0}
            className="scrollbar-thin min-h-0 flex-1 overflow-auto border-r pt-3 pb-6 max-md:border-0"
          >
            <CampaignFacts campaign={campaign} />
          </section>
        )}
        {part !== "facts" && (
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            {!phone && tabs}
            {part === "history" ? (
              <section
                aria-label="History"
                id="campaign-part"
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
                tabIndex={0}
                className="scrollbar-thin min-h-0 flex-1 overflow-auto px-6 pt-4 pb-6 max-md:px-4 max-md:pt-3"
              >
                <h2 className="sr-only">History</h2>
                <div className="max-w-[760px]">
                  <Suspense fallback={<EntriesSkeleton label="Loading the history" cards />}>
                    <RecordHistory id={id} currency={campaign.currency} />
                  </Suspense>
                </div>
              </section>
            ) : (
              <section
                aria-label="Leads of the campaign"
                id="campaign-part"
                className="relative flex min-h-0 min-w-0 flex-1 flex-col"
              >
                <CampaignLeads campaignId={id} />
              </section>
            )}
          </div>
        )}
      </div>
    </Page>
  )
}

const Outcome = ({ count, label }: { count: number; label: string }) => (
  <span className="whitespace-nowrap">
    <span className="font-semibold text-foreground text-lg tabular-nums">
      {count.toLocaleString("en-GB")}
    </span>{" "}
    {label}
  </span>
)
