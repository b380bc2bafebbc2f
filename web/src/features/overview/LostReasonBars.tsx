/** Why deals were lost; “other” is grey, for it says nothing. */
import { TriangleAlert } from "lucide-react"
import type { OverviewQuery } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { BarRow } from "@/ui/BarRow"
import { ChartPanel } from "./ChartPanel"
import { countWords } from "./number-words"
import { RowsLink } from "./RowsLink"

export function LostReasonBars({ lost }: { lost: OverviewQuery["overview"]["lostReasons"] }) {
  const { baseCurrency } = useDirectory()
  const { reasons, definition, readiness } = lost
  const most = Math.max(1, ...reasons.map(({ count }) => count))
  const vague = reasons.find(({ other, count }) => other && count > 0)
  return (
    <ChartPanel
      title="Lost reasons"
      definition={definition}
      readiness={readiness}
      file="lost-reasons"
      className="col-span-5 max-xl:col-span-full"
      table={{
        head: ["Reason", "Deals", `Amount, ${baseCurrency}`],
        rows: reasons.map(({ label, count, amount }) => [label, count, amount]),
      }}
    >
      {reasons.length === 0 && (
        <p className="px-4 py-10 text-center text-muted-foreground">No deal was lost in this period.</p>
      )}
      <ul className="grid gap-0.5 px-4 pt-2 pb-2.5">
        {reasons.map(({ reasonId, label, other, count, rows }) => (
          <BarRow
            key={reasonId ?? label}
            className="grid-cols-[128px_minmax(0,1fr)_32px]"
            label={<span className="truncate">{label}</span>}
            share={(100 * count) / most}
            tone={other ? "neutral" : "primary"}
            value={
              <RowsLink rows={rows} label={`${label}: ${count} deals. Show them`}>
                {countWords(count)}
              </RowsLink>
            }
          />
        ))}
      </ul>
      {vague && (
        <p className="flex items-center gap-1.5 px-4 pb-3 text-muted-foreground text-xs">
          <TriangleAlert className="size-3.5 text-warning-text" aria-hidden="true" />
          {countWords(vague.count)} deals with “{vague.label.toLocaleLowerCase()}” lower this number.
          <RowsLink rows={vague.rows} className="font-medium text-primary-text">
            Show them
          </RowsLink>
        </p>
      )}
    </ChartPanel>
  )
}
