/** Handoffs accepted in time, by who was offered them. */
import type { OverviewQuery } from "@/gql/graphql"
import { Meter } from "@/ui/Meter"
import { Person } from "@/ui/Person"
import { ChartPanel } from "./ChartPanel"
import { minutesWords } from "./number-words"

const head = "h-[26px] px-2 text-left font-medium text-muted-foreground text-xs"

export function Leaderboard({
  handoffs: { definition, assignees: handoffs },
}: {
  handoffs: OverviewQuery["overview"]["handoffs"]
}) {
  return (
    <ChartPanel
      title="Handoffs accepted in time"
      definition={definition}
      file="handoffs-in-time"
      className="col-span-7 max-xl:col-span-full"
      table={{
        head: ["Who", "Offered", "In time", "Declined", "Expired", "Median, minutes"],
        rows: handoffs.map(({ assignee, offered, inTime, declined, expired, medianMinutes }) => [
          assignee.name,
          offered,
          inTime,
          declined,
          expired,
          medianMinutes ?? null,
        ]),
      }}
    >
      {handoffs.length === 0 ? (
        <p className="px-4 py-10 text-center text-muted-foreground">Nothing was handed on in this period.</p>
      ) : (
        <table className="mt-1 mb-2.5 w-full">
          <thead>
            <tr>
              <th scope="col" className={`${head} pl-4`}>
                <span className="sr-only">Rank</span>
              </th>
              <th scope="col" className={head}>
                Who
              </th>
              <th scope="col" className={`${head} w-[30%] max-md:hidden`}>
                <span className="sr-only">Share in time</span>
              </th>
              <th scope="col" className={head}>
                In time
              </th>
              <th scope="col" className={`${head} pr-4 text-right`}>
                Median
              </th>
            </tr>
          </thead>
          <tbody>
            {handoffs.map(({ assignee, offered, inTime, medianMinutes }, at) => (
              <tr key={assignee.id} className="h-[34px] border-t first:border-t-0">
                <td className="w-[34px] pr-2 pl-4 text-subtle-foreground tabular-nums">{at + 1}</td>
                <th scope="row" className="w-[36%] max-w-0 px-2 text-left font-normal">
                  <Person
                    id={assignee.id}
                    name={assignee.name}
                    kind={assignee.kind === "QUEUE" ? "queue" : "person"}
                  />
                </th>
                <td className="px-2 max-md:hidden">
                  <Meter share={offered > 0 ? (100 * inTime) / offered : 0} />
                </td>
                <td className="whitespace-nowrap px-2 tabular-nums">
                  {inTime} of {offered}
                </td>
                <td className="whitespace-nowrap pr-4 pl-2 text-right tabular-nums">
                  {minutesWords(medianMinutes)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ChartPanel>
  )
}
