/** All companies: filters, the grid, and what can be done with several at once. */
import { CircleDot, Map as MapIcon, Plus, Star, UserRound } from "lucide-react"
import { Suspense, useMemo } from "react"
import type { CompanyRowFragment } from "@/gql/graphql"
import { useBlocks } from "@/lib/blocks"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { FilterPick } from "@/lib/grid/FilterPick"
import { nextSort } from "@/lib/grid/next-sort"
import { RecordGrid } from "@/lib/grid/RecordGrid"
import { RowsChip } from "@/lib/grid/RowsChip"
import { SearchBox } from "@/lib/grid/SearchBox"
import { useKeys } from "@/lib/keys"
import { useIsPhone } from "@/lib/media"
import { Page } from "@/lib/page/Page"
import { part } from "@/lib/part"
import { OwnerBulk } from "@/lib/record/OwnerBulk"
import { peopleOptions } from "@/lib/record/people-options"
import { useBulkEdit } from "@/lib/record/use-bulk-edit"
import { useLifecycleOptions } from "@/lib/record/use-lifecycle-options"
import { useView } from "@/lib/view"
import { Button } from "@/ui/Button"
import { EmptyArt } from "@/ui/EmptyArt"
import { EmptyState } from "@/ui/EmptyState"
import { PendingPill } from "@/ui/PendingPill"
import { CompanyCard } from "./CompanyCard"
import {
  companiesVariables,
  companiesView,
  isFiltered,
  noFilters,
  sortDirection,
  tiers,
  watched,
} from "./companies-view"
import { companyColumns } from "./company-columns"
import { CompaniesQuery, UpdateCompanyMutation } from "./queries"

const CompanyForm = part(() => import("./CompanyForm"), "CompanyForm")

export function CompaniesPage() {
  const directory = useDirectory()
  const { can } = directory
  const [view, setView] = useView(companiesView)
  const offline = useConnection() === "offline"
  const phone = useIsPhone()
  const list = useBlocks({
    document: CompaniesQuery,
    variables: companiesVariables(view),
    read: (data) => data.companies,
    type: "Company",
    watch: watched(view),
  })
  const people = useMemo(() => peopleOptions(directory), [directory])
  const territories = useMemo(
    () => directory.territories.map(({ id, name }) => ({ id, label: name })),
    [directory],
  )
  const lifecycles = useLifecycleOptions()
  const edit = useBulkEdit(UpdateCompanyMutation)
  const mayCreate = can("create", "COMPANY")
  const mayEdit = can("edit", "COMPANY") && !offline
  const create = () => setView({ create: true })
  useKeys("Companies", mayCreate ? [{ keys: "c", label: "New company", run: create }] : [])
  // One primary button on the screen: an empty list has it in the middle.
  const none = list.total === 0 && !isFiltered(view)
  const newCompany = (size?: "lg") => (
    <Button
      variant={none && !size ? "plain" : "primary"}
      size={size}
      kbd="C"
      icon={<Plus aria-hidden="true" />}
      onClick={create}
      disabled={offline}
    >
      New company
    </Button>
  )
  const sort = { by: view.sort, direction: sortDirection(view) }
  const onSort = (by: string) => setView(nextSort(sort, by as typeof view.sort))
  const filters = (
    <>
      <SearchBox label="Search companies" value={view.search} onChange={(search) => setView({ search })} />
      {view.filter && <RowsChip onRemove={() => setView({ filter: undefined })} />}
      <FilterPick
        field="Owner"
        icon={<UserRound aria-hidden="true" />}
        options={people}
        value={view.owner}
        onChange={(owner) => setView({ owner })}
      />
      {territories.length > 0 && (
        <FilterPick
          field="Territory"
          icon={<MapIcon aria-hidden="true" />}
          options={territories}
          value={view.territory}
          onChange={(territory) => setView({ territory })}
        />
      )}
      <FilterPick
        field="Lifecycle"
        icon={<CircleDot aria-hidden="true" />}
        options={lifecycles}
        value={view.lifecycle}
        onChange={(lifecycle) => setView({ lifecycle })}
      />
      <FilterPick
        field="Tier"
        icon={<Star aria-hidden="true" />}
        options={tiers}
        value={view.tier}
        onChange={(tier) => setView({ tier: tier as typeof view.tier })}
      />
    </>
  )
  return (
    <Page
      title="Companies"
      note={list.total?.toLocaleString("en-GB")}
      actions={mayCreate && newCompany()}
      toolbar={filters}
      toolbarEnd={
        phone ? undefined : <PendingPill count={list.pending} onRefresh={() => void list.refresh()} />
      }
    >
      <RecordGrid<CompanyRowFragment>
        label="Companies"
        list={list}
        columns={companyColumns}
        sort={sort}
        onSort={onSort}
        href={({ id }) => `/companies/${id}`}
        name={({ name }) => name}
        card={(company) => <CompanyCard company={company} />}
        empty={
          <EmptyState
            art={<EmptyArt />}
            title="Every organisation you work with"
            action={mayCreate && newCompany("lg")}
          >
            A company holds its people, its deals and everything that was said. Inquiries bring theirs by
            themselves.
          </EmptyState>
        }
        filtered={isFiltered(view)}
        onClearFilters={() => setView(noFilters)}
        bulk={(ids, clear) => {
          const chosen = list.rows().filter(({ id }) => ids.includes(id))
          return (
            <OwnerBulk
              records={chosen}
              many="companies"
              canDelete={can("delete", "COMPANY") && !offline}
              onOwner={mayEdit ? (ownerId, done) => edit(chosen, { ownerId }, done) : undefined}
              onDone={clear}
            />
          )
        }}
      />
      {view.create && (
        <Suspense>
          <CompanyForm onClose={() => setView({ create: undefined })} />
        </Suspense>
      )}
    </Page>
  )
}
