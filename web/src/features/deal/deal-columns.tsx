/** The columns of the deals grid. */
import { useMemo } from "react"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import type { Column } from "@/lib/grid/grid-types"
import { RecordLink } from "@/lib/RecordLink"
import { nextWords } from "@/lib/record/next-words"
import { stageShape } from "@/lib/stage-shape"
import { DateText } from "@/ui/DateText"
import { daysFrom } from "@/ui/dates"
import { Money } from "@/ui/Money"
import { NextActivity } from "@/ui/NextActivity"
import { Person } from "@/ui/Person"
import { Stage } from "@/ui/Stage"
import { DealState } from "./DealState"
import type { Deal } from "./view"

export function useDealColumns(): Column<Deal>[] {
  const { user, dealStage, pipeline, baseCurrency } = useDirectory()
  const now = useMinute()
  return useMemo(() => {
    const stages = pipeline?.stages ?? []
    return [
      {
        id: "name",
        label: "Deal",
        width: "minmax(260px, 2fr)",
        sort: "NAME",
        cell: ({ id, name, company, deletedAt }) => (
          <span className={deletedAt ? "flex min-w-0 gap-2 line-through" : "flex min-w-0 gap-2"}>
            <RecordLink
              id={id}
              tabIndex={-1}
              className="min-w-0 flex-[0_1_auto] truncate font-medium hover:underline"
            >
              {name}
            </RecordLink>
            <span className="min-w-[5ch] flex-[0_1000_auto] truncate text-muted-foreground">
              {company?.name}
            </span>
          </span>
        ),
      },
      {
        id: "stageId",
        label: "Stage",
        width: "minmax(130px, 1fr)",
        cell: ({ stageId, state }) =>
          state && state !== "OPEN" ? (
            <DealState state={state} />
          ) : (
            <Stage name={dealStage(stageId)?.name ?? "–"} {...stageShape(stages, stageId)} />
          ),
      },
      {
        id: "amount",
        label: "Amount",
        width: "110px",
        sort: "AMOUNT",
        align: "right",
        cell: ({ amount, currency }) => <Money amount={amount} currency={currency ?? baseCurrency} />,
      },
      {
        id: "ownerId",
        label: "Owner",
        width: "minmax(140px, 1fr)",
        cell: ({ ownerId }) => {
          const owner = user(ownerId)
          return owner ? (
            <Person id={owner.id} name={owner.name} />
          ) : (
            <span className="text-subtle-foreground">–</span>
          )
        },
      },
      {
        id: "expectedCloseDate",
        label: "Close date",
        width: "120px",
        sort: "EXPECTED_CLOSE_DATE",
        cell: ({ expectedCloseDate, state }) => (
          <DateText
            value={expectedCloseDate}
            now={now}
            late={state === "OPEN" && Boolean(expectedCloseDate) && daysFrom(expectedCloseDate ?? 0, now) < 0}
          />
        ),
      },
      {
        id: "nextStep",
        label: "Next step",
        width: "minmax(140px, 1fr)",
        cell: ({ nextStep }) => nextStep ?? <span className="text-subtle-foreground">–</span>,
      },
      {
        id: "nextStepDue",
        label: "Due",
        width: "110px",
        cell: ({ nextStep, nextStepDue, state }) => {
          if (state !== "OPEN") return null
          const next = nextWords(nextStepDue, now, Boolean(nextStep))
          return <NextActivity state={next.state}>{next.words}</NextActivity>
        },
      },
      {
        id: "updatedAt",
        label: "Changed",
        width: "110px",
        sort: "UPDATED_AT",
        cell: ({ updatedAt }) => <DateText value={updatedAt} now={now} className="text-muted-foreground" />,
      },
    ]
  }, [user, dealStage, pipeline, baseCurrency, now])
}
