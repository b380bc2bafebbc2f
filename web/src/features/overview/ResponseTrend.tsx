/** The response time over the period: the median, and the slow tenth above it. */
import type { OverviewQuery } from "@/gql/graphql"
import { ChartPanel } from "./ChartPanel"
import { LineChart } from "./LineChart"
import { decimal, minutesWords } from "./number-words"

export function ResponseTrend({ response }: { response: OverviewQuery["overview"]["responseTime"] }) {
  const { trend, definition, readiness, medianMinutes, p90Minutes } = response
  const empty = trend.every(({ value }) => value == null)
  return (
    <ChartPanel
      title="New-lead response time"
      definition={definition}
      readiness={readiness}
      file="response-time"
      className="col-span-6 max-xl:col-span-full"
      table={{
        head: ["Date", "Median, minutes", "p90, minutes"],
        rows: trend.map(({ date, value, second }) => [date, decimal(value), decimal(second)]),
      }}
    >
      {empty ? (
        <p className="grid h-[240px] place-items-center px-4 text-center text-muted-foreground">
          No lead was answered in this period yet.
        </p>
      ) : (
        <LineChart
          points={trend}
          names={{ value: "median", second: "p90" }}
          words={minutesWords}
          label={`Response time in minutes over the period: the median ${minutesWords(medianMinutes)}, p90 ${minutesWords(p90Minutes)}`}
        />
      )}
    </ChartPanel>
  )
}
