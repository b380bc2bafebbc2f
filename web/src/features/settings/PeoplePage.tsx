/** Who is in the workspace: their role, teams and state; inviting, changing, letting go. */
import { Link, useNavigate, useParams } from "@tanstack/react-router"
import { Plus, Users } from "lucide-react"
import { Suspense, useMemo } from "react"
import * as v from "valibot"
import { useConnection } from "@/lib/connection"
import { type Person, useDirectory } from "@/lib/directory"
import { FilterPick } from "@/lib/grid/FilterPick"
import { RecordGrid } from "@/lib/grid/RecordGrid"
import { SearchBox } from "@/lib/grid/SearchBox"
import { staticList } from "@/lib/grid/static-list"
import { useKeys } from "@/lib/keys"
import { part } from "@/lib/part"
import { flag, optionalText, useView } from "@/lib/view"
import { Avatar } from "@/ui/Avatar"
import { Button } from "@/ui/Button"
import { EmptyState } from "@/ui/EmptyState"
import { ListRow } from "@/ui/ListRow"
import { Toolbar } from "@/ui/Toolbar"
import { PersonState } from "./PersonState"
import { peopleColumns, teamsOf } from "./people-columns"
import { shownPeople, stateWords } from "./people-words"
import { SettingsFrame } from "./SettingsFrame"

const InviteDialog = part(() => import("./InviteDialog"), "InviteDialog")
const PersonDrawer = part(() => import("./PersonDrawer"), "PersonDrawer")

const schema = v.object({ search: optionalText, state: optionalText, role: optionalText, create: flag })
const states = Object.entries(stateWords).map(([id, label]) => ({ id, label }))

export function PeoplePage() {
  const directory = useDirectory()
  const { users, roles, user, administers } = directory
  const { id } = useParams({ strict: false })
  const navigate = useNavigate()
  const offline = useConnection() === "offline"
  const [{ create, ...wanted }, setView] = useView(schema)
  const { search, state, role } = wanted
  const people = shownPeople(users, wanted)
  const columns = useMemo(() => peopleColumns(directory), [directory])
  const invite = () => setView({ create: true })
  useKeys("People", administers ? [{ keys: "c", label: "Invite a person", run: invite }] : [])
  const chosen = user(id)
  return (
    <SettingsFrame
      wide
      title="People"
      needs="administers"
      note={users.filter(({ active }) => active).length.toLocaleString("en-GB")}
      actions={
        <Button
          variant="primary"
          kbd="C"
          icon={<Plus aria-hidden="true" />}
          disabled={offline}
          onClick={invite}
        >
          Invite
        </Button>
      }
      toolbar={
        <Toolbar>
          <SearchBox label="Search people" value={search} onChange={(search) => setView({ search })} />
          <FilterPick
            field="Status"
            options={states}
            value={state}
            onChange={(state) => setView({ state })}
          />
          <FilterPick
            field="Role"
            options={roles.map(({ id, name }) => ({ id, label: name }))}
            value={role}
            onChange={(role) => setView({ role })}
          />
        </Toolbar>
      }
    >
      <RecordGrid<Person>
        label="People"
        list={staticList(people)}
        columns={columns}
        href={({ id }) => `/settings/people/${id}`}
        name={({ name }) => name}
        filtered={Boolean(search || state || role)}
        onClearFilters={() => setView({ search: undefined, state: undefined, role: undefined })}
        card={(person) => (
          <ListRow
            title={
              <Link
                to={`/settings/people/${person.id}` as never}
                className="row-link flex items-center gap-2"
              >
                <Avatar id={person.id} name={person.name} size="md" />
                <span className="truncate">{person.name}</span>
              </Link>
            }
            subtitle={person.email}
            foot={[directory.role(person.roleId)?.name, teamsOf(person, directory)]
              .filter(Boolean)
              .join(" · ")}
            footEnd={<PersonState person={person} />}
          />
        )}
        empty={
          <EmptyState art={<Users className="size-7" />} title="Nobody is here yet">
            Invite the people who work with leads and deals.
          </EmptyState>
        }
      />
      <Suspense>
        {create && <InviteDialog onClose={() => setView({ create: undefined })} />}
        {chosen && (
          <PersonDrawer
            key={chosen.id}
            person={chosen}
            onClose={() => void navigate({ to: "/settings/people" as never, search: wanted as never })}
          />
        )}
      </Suspense>
    </SettingsFrame>
  )
}
