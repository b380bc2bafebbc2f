/** Count, sum and weighted sum of the deals in view, by the server; renewed at most once a second. */
import { useQuery } from "urql"
import { useDirectory } from "@/lib/directory"
import { useLiveEvents } from "@/lib/live"
import { useThrottled } from "@/lib/throttle"
import { Money } from "@/ui/Money"
import { DealTotalsQuery } from "./queries"
import { type DealsView, dealFilter, layoutOf } from "./view"

export function DealTotals({ view }: { view: DealsView }) {
  const { baseCurrency } = useDirectory()
  const board = layoutOf(view) === "board"
  const state = board ? ("OPEN" as const) : view.state
  const variables = { ...dealFilter(view), state, stageId: board ? undefined : view.stage }
  const [{ data }, ask] = useQuery({ query: DealTotalsQuery, variables })
  const again = useThrottled(() => ask({ requestPolicy: "network-only" }))
  useLiveEvents(({ kind }) => kind.startsWith("Deal"), again)
  if (!data) return null
  const { count, amount, weightedAmount } = data.dealsAggregate
  const number = "font-medium text-foreground text-sm"
  return (
    <p className="flex items-baseline gap-3.5 whitespace-nowrap text-muted-foreground text-xs max-md:hidden">
      <span>
        <span className={`${number} tabular-nums`}>{count.toLocaleString("en-GB")}</span>{" "}
        {count === 1 ? "deal" : "deals"}
      </span>
      <span>
        <Money amount={amount} currency={baseCurrency} compact className={number} />
        {state === "OPEN" && " open"}
      </span>
      {state !== "WON" && state !== "LOST" && (
        <span>
          <Money amount={weightedAmount} currency={baseCurrency} compact className={number} /> weighted
        </span>
      )}
    </p>
  )
}
