/** The overview: the metrics, what stands behind them, and how far they can be trusted. */
import { GitCompareArrows } from "lucide-react"
import { useQuery } from "urql"
import * as v from "valibot"
import { useMinute } from "@/lib/clock"
import { toFailure } from "@/lib/failure"
import { useLiveEvents } from "@/lib/live"
import { Failed } from "@/lib/page/Failed"
import { Page } from "@/lib/page/Page"
import { typeOfId } from "@/lib/record-type"
import { useThrottled } from "@/lib/throttle"
import { choice, useView } from "@/lib/view"
import { DateText } from "@/ui/DateText"
import { Panel } from "@/ui/Panel"
import { Findings } from "./Findings"
import { Funnel } from "./Funnel"
import { Leaderboard } from "./Leaderboard"
import { LostReasonBars } from "./LostReasonBars"
import { MetricCards } from "./MetricCards"
import { OverviewSkeleton } from "./OverviewSkeleton"
import { PeriodPick } from "./PeriodPick"
import { datesOf, periods } from "./periods"
import { OverviewQuery } from "./queries"
import { ReadinessButton } from "./ReadinessButton"
import { ResponseTrend } from "./ResponseTrend"
import { ViewCards } from "./ViewCards"

const schema = v.object({ period: choice(["month", "quarter", "90-days", "12-months"], "quarter") })
const counted = new Set(["Lead", "Deal", "Activity", "Handoff"])

export function OverviewPage() {
  const now = useMinute()
  const [view, setView] = useView(schema)
  const period = periods.find(({ id }) => id === view.period) ?? periods[1]
  const [{ data, error, fetching }, again] = useQuery({
    query: OverviewQuery,
    variables: datesOf(period.id, now),
  })
  const overview = data?.overview
  const retry = () => again({ requestPolicy: "network-only" })
  // The sums follow what others do, at most once a second.
  const refresh = useThrottled(retry)
  useLiveEvents(({ subjectId }) => counted.has(typeOfId(subjectId) ?? ""), refresh)
  return (
    <Page
      title="Overview"
      body="scroll"
      actions={
        overview && (
          <span className="text-subtle-foreground">
            as of <DateText value={overview.asOf} now={now} time />
          </span>
        )
      }
      toolbar={
        <>
          <PeriodPick value={period.id} onChange={(id) => void setView({ period: id })} />
          <span className="inline-flex items-center gap-1.5 whitespace-nowrap pl-1 text-muted-foreground text-xs max-md:text-sm">
            <GitCompareArrows className="size-3.5" aria-hidden="true" />
            against {period.before}
          </span>
        </>
      }
      toolbarEnd={
        overview && (
          <span className="flex items-center gap-1.5 text-muted-foreground max-md:hidden">
            Readiness of this page
            <ReadinessButton of="this page" readiness={overview.readiness} />
          </span>
        )
      }
    >
      {error && (
        <Failed action="load the overview" failure={toFailure(error)} onRetry={retry} inline={!!overview} />
      )}
      {!overview && !error && <OverviewSkeleton />}
      {overview && (
        <div
          aria-busy={fetching || undefined}
          className="grid flex-1 grid-cols-12 content-start gap-3 bg-surface px-5 pt-4 pb-8 max-md:gap-2.5 max-md:p-3"
        >
          <MetricCards overview={overview} />
          <ViewCards views={overview.views} />
          <Funnel conversion={overview.stageConversion} />
          <ResponseTrend response={overview.responseTime} />
          <Leaderboard handoffs={overview.handoffs} />
          <LostReasonBars lost={overview.lostReasons} />
          <Panel title="What lowers readiness" className="col-span-full">
            {overview.readiness.lowers.length > 0 ? (
              <Findings
                findings={overview.readiness.lowers}
                className="grid grid-cols-4 gap-x-6 px-4 pt-1.5 pb-3.5 max-xl:grid-cols-2 max-md:grid-cols-1"
              />
            ) : (
              <p className="px-4 pt-1 pb-3.5 text-muted-foreground">
                Nothing: all that the numbers need is there.
              </p>
            )}
          </Panel>
        </div>
      )}
    </Page>
  )
}
