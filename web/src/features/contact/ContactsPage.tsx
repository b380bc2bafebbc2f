/** All people: filters, the grid, and what can be done with several at once. */
import { Building2, CircleDot, Plus, UserRound } from "lucide-react"
import { Suspense, useMemo } from "react"
import { useQuery } from "urql"
import type { ContactRowFragment } from "@/gql/graphql"
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
import { FilterChip } from "@/ui/FilterChip"
import { PendingPill } from "@/ui/PendingPill"
import { ContactCard } from "./ContactCard"
import { contactColumns } from "./contact-columns"
import {
  contactsVariables,
  contactsView,
  isFiltered,
  noFilters,
  sortDirection,
  watched,
} from "./contacts-view"
import { ContactsCompanyQuery, ContactsQuery, UpdateContactMutation } from "./queries"

const ContactForm = part(() => import("./ContactForm"), "ContactForm")

export function ContactsPage() {
  const directory = useDirectory()
  const { can } = directory
  const [view, setView] = useView(contactsView)
  const offline = useConnection() === "offline"
  const phone = useIsPhone()
  const list = useBlocks({
    document: ContactsQuery,
    variables: contactsVariables(view),
    read: (data) => data.contacts,
    type: "Contact",
    watch: watched(view),
  })
  const [{ data: narrowed }] = useQuery({
    query: ContactsCompanyQuery,
    variables: { id: view.company ?? "" },
    pause: !view.company,
  })
  const company = view.company ? narrowed?.company : null
  const people = useMemo(() => peopleOptions(directory), [directory])
  const lifecycles = useLifecycleOptions()
  const edit = useBulkEdit(UpdateContactMutation)
  const mayCreate = can("create", "CONTACT")
  const create = () => setView({ create: true })
  useKeys("People", mayCreate ? [{ keys: "c", label: "New person", run: create }] : [])
  // One primary button on the screen: an empty list has it in the middle.
  const none = list.total === 0 && !isFiltered(view)
  const newPerson = (size?: "lg") => (
    <Button
      variant={none && !size ? "plain" : "primary"}
      size={size}
      kbd="C"
      icon={<Plus aria-hidden="true" />}
      onClick={create}
      disabled={offline}
    >
      New person
    </Button>
  )
  const sort = { by: view.sort, direction: sortDirection(view) }
  const onSort = (by: string) => setView(nextSort(sort, by as typeof view.sort))
  const filters = (
    <>
      <SearchBox label="Search people" value={view.search} onChange={(search) => setView({ search })} />
      {view.filter && <RowsChip onRemove={() => setView({ filter: undefined })} />}
      {view.company && (
        <FilterChip
          icon={<Building2 aria-hidden="true" />}
          field="Company"
          operator="is"
          value={company?.name ?? "one company"}
          onRemove={() => setView({ company: undefined })}
        />
      )}
      <FilterPick
        field="Owner"
        icon={<UserRound aria-hidden="true" />}
        options={people}
        value={view.owner}
        onChange={(owner) => setView({ owner })}
      />
      <FilterPick
        field="Lifecycle"
        icon={<CircleDot aria-hidden="true" />}
        options={lifecycles}
        value={view.lifecycle}
        onChange={(lifecycle) => setView({ lifecycle })}
      />
    </>
  )
  return (
    <Page
      title="People"
      note={list.total?.toLocaleString("en-GB")}
      actions={mayCreate && newPerson()}
      toolbar={filters}
      toolbarEnd={
        phone ? undefined : <PendingPill count={list.pending} onRefresh={() => void list.refresh()} />
      }
    >
      <RecordGrid<ContactRowFragment>
        label="People"
        list={list}
        columns={contactColumns}
        sort={sort}
        onSort={onSort}
        href={({ id }) => `/people/${id}`}
        name={({ name }) => name}
        card={(contact) => <ContactCard contact={contact} />}
        empty={
          <EmptyState art={<EmptyArt />} title="Everyone you talk to" action={mayCreate && newPerson("lg")}>
            People come with their first inquiry, or by hand. Each keeps every lead, deal and talk in one
            place.
          </EmptyState>
        }
        filtered={isFiltered(view)}
        onClearFilters={() => setView(noFilters)}
        bulk={(ids, clear) => {
          const chosen = list.rows().filter(({ id }) => ids.includes(id))
          return (
            <OwnerBulk
              records={chosen}
              many="people"
              canDelete={can("delete", "CONTACT") && !offline}
              onOwner={
                can("edit", "CONTACT") && !offline
                  ? (ownerId, done) => edit(chosen, { ownerId }, done)
                  : undefined
              }
              onDone={clear}
            />
          )
        }}
      />
      {view.create && (!view.company || narrowed) && (
        <Suspense>
          <ContactForm
            company={company ? { id: company.id, name: company.name } : null}
            onClose={() => setView({ create: undefined })}
          />
        </Suspense>
      )}
    </Page>
  )
}
