/** The four numbers that the workspace lives by. */
import { ShieldAlert, ShieldCheck } from "lucide-react"
import type { OverviewQuery } from "@/gql/graphql"
import { Badge } from "@/ui/Badge"
import { Sparkline } from "@/ui/Sparkline"
import { Against } from "./Against"
import { MetricCard } from "./MetricCard"
import { counted, countWords, minutesWords, none, shareWords } from "./number-words"

export function MetricCards({ overview }: { overview: OverviewQuery["overview"] }) {
  const { responseTime, stageConversion, unowned, lostReasons } = overview
  const medians = responseTime.trend.flatMap(({ value }) => (value == null ? [] : [value]))
  const [rate, percent] = shareWords(stageConversion.overallRate).split(" ")
  const [coverage] = shareWords(lostReasons.coverage).split(" ")
  return (
    <div className="col-span-full grid grid-cols-4 gap-3 max-xl:grid-cols-2 max-md:gap-2.5">
      <MetricCard
        title="New-lead response time"
        {...responseTime}
        value={minutesWords(responseTime.medianMinutes)}
        unit={responseTime.medianMinutes == null ? "no answer yet" : "median"}
        spark={medians.length > 1 && <Sparkline values={medians} label="The median over the period" />}
        badge={
          <Against
            now={responseTime.medianMinutes}
            before={responseTime.previousMedianMinutes}
            better="less"
            words={minutesWords}
          />
        }
        detail={`p90 ${minutesWords(responseTime.p90Minutes)}, ${countWords(responseTime.waiting)} waiting`}
      />
      <MetricCard
        title="Stage conversion"
        {...stageConversion}
        value={rate ?? none}
        unit={percent}
        badge={
          <Against
            now={stageConversion.overallRate}
            before={stageConversion.previousOverallRate}
            better="more"
            words={shareWords}
          />
        }
        detail="first stage to last"
      />
      <MetricCard
        title="Unowned record count"
        {...unowned}
        value={countWords(unowned.count)}
        unit={`of ${countWords(unowned.open)} open`}
        badge={
          unowned.count === 0 ? (
            <Badge tone="success" icon={<ShieldCheck aria-hidden="true" />}>
              At zero
            </Badge>
          ) : (
            <Badge tone="danger" icon={<ShieldAlert aria-hidden="true" />}>
              Without an owner
            </Badge>
          )
        }
        detail={`${counted(unowned.companies, "company", "companies")}, ${counted(unowned.contacts, "person", "people")}`}
      />
      <MetricCard
        title="Lost-reason coverage"
        {...lostReasons}
        value={coverage ?? none}
        unit={lostReasons.coverage == null ? "nothing lost" : "%"}
        badge={
          <Against
            now={lostReasons.coverage}
            before={lostReasons.previousCoverage}
            better="more"
            words={shareWords}
          />
        }
        detail={`${countWords(lostReasons.covered)} of ${countWords(lostReasons.lost)} lost deals`}
      />
    </div>
  )
}
