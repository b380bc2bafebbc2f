/** Deals as rows: sorted and filtered by the server, selected and deleted with a way back. */
import { Trash2 } from "lucide-react"
import { useMemo } from "react"
import { createPortal } from "react-dom"
import { useBlocks } from "@/lib/blocks"
import { useDirectory } from "@/lib/directory"
import { RecordGrid } from "@/lib/grid/RecordGrid"
import { useDelete } from "@/lib/record/use-delete"
import { Button } from "@/ui/Button"
import { EmptyArt } from "@/ui/EmptyArt"
import { EmptyState } from "@/ui/EmptyState"
import { PendingPill } from "@/ui/PendingPill"
import { DealListRow } from "./DealListRow"
import { useDealColumns } from "./deal-columns"
import { DealsQuery } from "./queries"
import { type DealsView, dealFilter, dealSorts } from "./view"

type Props = {
  view: DealsView
  onChange: (patch: Partial<DealsView>) => unknown
  onCreate?: () => void
  /** Where the bar has room for what waits. */
  pill: HTMLElement | null
}

/** The field that each sort reads. */
const sortField = {
  UPDATED_AT: "updatedAt",
  CREATED_AT: "createdAt",
  NAME: "name",
  AMOUNT: "amount",
  EXPECTED_CLOSE_DATE: "expectedCloseDate",
} as const

export function DealsGrid({ view, onChange, onCreate, pill }: Props) {
  const { can } = useDirectory()
  const { sort, direction, stage, state, search, owner, filter } = view
  const variables = useMemo(
    () => ({
      ...dealFilter({ search, owner, filter }),
      stageId: stage,
      state,
      orderBy: { field: sort, direction },
    }),
    [search, owner, filter, stage, state, sort, direction],
  )
  const given = { stageId: stage, state, ownerId: owner, name: search }
  const filters = Object.entries(given).flatMap(([field, value]) => (value ? field : []))
  const list = useBlocks({
    document: DealsQuery,
    variables,
    read: (data) => data.deals,
    type: "Deal",
    watch: [sortField[sort], ...filters],
  })
  const columns = useDealColumns()
  const remove = useDelete(() => void list.refresh())
  const sortBy = (by: string) => {
    const next = dealSorts.find((name) => name === by) ?? "UPDATED_AT"
    const first = next === "NAME" || next === "EXPECTED_CLOSE_DATE" ? "ASC" : "DESC"
    onChange({ sort: next, direction: next !== sort ? first : direction === "ASC" ? "DESC" : "ASC" })
  }
  return (
    <>
      {pill && createPortal(<PendingPill count={list.pending} onRefresh={() => void list.refresh()} />, pill)}
      <RecordGrid
        label="Deals"
        list={list}
        columns={columns}
        sort={{ by: sort, direction }}
        onSort={sortBy}
        href={(deal) => `/deals/${deal.id}`}
        name={(deal) => deal.name}
        card={(deal) => <DealListRow deal={deal} />}
        filtered={filters.length > 0 || filter !== undefined}
        onClearFilters={() =>
          onChange({
            stage: undefined,
            state: undefined,
            owner: undefined,
            search: undefined,
            filter: undefined,
            layout: "grid",
          })
        }
        empty={
          <EmptyState
            art={<EmptyArt />}
            title="Every opportunity, in one list"
            action={
              onCreate && (
                <Button variant="soft" size="lg" onClick={onCreate}>
                  Add the first deal
                </Button>
              )
            }
          >
            A deal is an opportunity for revenue. Convert a lead, or add one by hand.
          </EmptyState>
        }
        bulk={
          can("delete", "DEAL")
            ? (ids, clear) => (
                <Button
                  variant="ghost"
                  icon={<Trash2 aria-hidden="true" />}
                  onClick={async () => {
                    if (await remove(ids, ids.length === 1 ? "1 deal" : `${ids.length} deals`)) clear()
                  }}
                >
                  Delete
                </Button>
              )
            : undefined
        }
      />
    </>
  )
}
