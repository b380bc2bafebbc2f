/** All leads: views, filters, the grid with its totals, and what can be done with several at once. */
import { Plus, Rows3 } from "lucide-react"
import { Suspense, useMemo } from "react"
import { useQuery } from "urql"
import type { LeadRowFragment } from "@/gql/graphql"
import { useBlocks } from "@/lib/blocks"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { nextSort } from "@/lib/grid/next-sort"
import { RecordGrid } from "@/lib/grid/RecordGrid"
import { useKeys } from "@/lib/keys"
import { useLiveEvents } from "@/lib/live"
import { useIsPhone } from "@/lib/media"
import { Page } from "@/lib/page/Page"
import { part } from "@/lib/part"
import { useThrottled } from "@/lib/throttle"
import { useView } from "@/lib/view"
import { Button } from "@/ui/Button"
import { PendingPill } from "@/ui/PendingPill"
import { Tabs } from "@/ui/Tabs"
import { LeadBulk } from "./LeadBulk"
import { LeadCard } from "./LeadCard"
import { LeadEmpty } from "./LeadEmpty"
import { LeadFilters } from "./LeadFilters"
import { LeadGroup } from "./LeadGroup"
import { LeadsFoot } from "./LeadsFoot"
import { leadColumns } from "./lead-columns"
import {
  chosenView,
  isFiltered,
  leadsVariables,
  leadsView,
  noFilters,
  sortDirection,
  stageGroups,
  totalsVariables,
  waiting,
  watched,
} from "./leads-view"
import { LeadsQuery, LeadTotalsQuery, LeadViewsQuery } from "./queries"
import { SortMenu } from "./SortMenu"
import { StageStrip } from "./StageStrip"
import { useFreshLeads } from "./use-fresh-leads"

const LeadPeek = part(() => import("./LeadPeek"), "LeadPeek")
const LeadForm = part(() => import("./LeadForm"), "LeadForm")

export function LeadsPage() {
  const { me, can, leadStages } = useDirectory()
  const [view, setView] = useView(leadsView)
  const offline = useConnection() === "offline"
  const phone = useIsPhone()
  const grouped = !phone && view.grouped === true
  const list = useBlocks({
    document: LeadsQuery,
    variables: leadsVariables(view, me.id),
    read: (data) => data.leads,
    type: "Lead",
    watch: watched(view),
    groups: grouped ? stageGroups(leadStages, view) : undefined,
  })
  const [{ data: totals }, askTotals] = useQuery({
    query: LeadTotalsQuery,
    variables: totalsVariables(view, me.id),
  })
  const [{ data: views }, askViews] = useQuery({ query: LeadViewsQuery, variables: { me: me.id, waiting } })
  const count = useThrottled(() => {
    askTotals({ requestPolicy: "network-only" })
    askViews({ requestPolicy: "network-only" })
  }, 3000)
  useLiveEvents(({ subjectType }) => subjectType === "Lead", count)
  useFreshLeads((id) => list.rows().some((row) => row.id === id))

  const create = () => setView({ create: true })
  useKeys("Leads", can("create", "LEAD") ? [{ keys: "c", label: "New lead", run: create }] : [])
  const columns = useMemo(() => leadColumns(offline || !can("edit", "LEAD")), [offline, can])
  const sort = { by: view.sort, direction: sortDirection(view) }
  const onSort = (by: string) => setView(nextSort(sort, by as typeof view.sort))
  const chosen = (ids: string[]) => {
    const wanted = new Set(ids)
    return list.rows().filter(({ id }) => wanted.has(id))
  }
  const newLead = can("create", "LEAD") && (
    <Button
      variant={list.total === 0 && !isFiltered(view) ? "plain" : "primary"}
      kbd="C"
      icon={<Plus aria-hidden="true" />}
      onClick={create}
      disabled={offline}
    >
      New lead
    </Button>
  )
  const shown = chosenView(view)
  const tabs = (
    <Tabs
      label="Views of leads"
      value={shown}
      onChange={(next) => setView({ view: next })}
      items={[
        { id: "open", label: "All open" },
        { id: "mine", label: "Mine", count: views?.mine.count },
        { id: "waiting", label: "Waiting for a first answer", count: views?.waiting.count },
        { id: "all", label: "All" },
      ]}
    />
  )
  return (
    <Page
      title="Leads"
      tabs={tabs}
      note={phone ? list.total?.toLocaleString("en-GB") : undefined}
      actions={newLead}
      phoneActions={<SortMenu view={view} onSort={onSort} />}
      toolbar={
        <LeadFilters
          view={view}
          onChange={setView}
          channels={views?.channels.groups.flatMap(({ key }) => key ?? []) ?? []}
        />
      }
      toolbarEnd={
        phone ? undefined : (
          <>
            <PendingPill count={list.pending} onRefresh={() => void list.refresh()} />
            <Button
              variant="ghost"
              size="sm"
              icon={<Rows3 aria-hidden="true" />}
              aria-label="Group by stage"
              aria-pressed={grouped}
              className="aria-pressed:bg-primary-soft aria-pressed:text-primary-text"
              onClick={() => setView({ grouped: !grouped || undefined })}
            >
              Stage
            </Button>
            <SortMenu view={view} onSort={onSort} />
          </>
        )
      }
    >
      {phone && <div className="flex-none border-b px-3 py-1.5">{tabs}</div>}
      {!phone && (
        <StageStrip
          groups={totals?.byStage.groups}
          value={view.stage}
          onChange={(stage) => setView({ stage })}
        />
      )}
      <RecordGrid<LeadRowFragment>
        label="Leads"
        list={list}
        columns={columns}
        sort={sort}
        onSort={onSort}
        href={({ id }) => `/leads/${id}`}
        name={({ name }) => name}
        card={(lead) => <LeadCard lead={lead} />}
        peek={(lead) => (
          <Suspense>
            <LeadPeek lead={lead} />
          </Suspense>
        )}
        empty={<LeadEmpty onCreate={can("create", "LEAD") ? create : undefined} />}
        filtered={isFiltered(view) || shown === "mine" || shown === "waiting"}
        onClearFilters={() => setView({ ...noFilters, view: "open" })}
        bulk={(ids, clear) => <LeadBulk leads={chosen(ids)} onDone={clear} offline={offline} />}
        foot={
          <LeadsFoot
            totals={totals}
            total={list.total ?? (grouped && !view.search ? totals?.shown.count : null) ?? null}
          />
        }
        group={(id, head) => <LeadGroup stageId={id} totals={totals} head={head} />}
      />
      {view.create && (
        <Suspense>
          <LeadForm onClose={() => setView({ create: undefined })} />
        </Suspense>
      )}
    </Page>
  )
}
