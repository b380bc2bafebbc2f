/** The columns of the people. */
import { Link } from "@tanstack/react-router"
import type { Directory, Person } from "@/lib/directory"
import type { Column } from "@/lib/grid/grid-types"
import { Person as Name } from "@/ui/Person"
import { PersonState } from "./PersonState"

export const teamsOf = ({ teamIds }: Pick<Person, "teamIds">, { team }: Pick<Directory, "team">) =>
  teamIds.flatMap((id) => team(id)?.name ?? []).join(", ")

export function peopleColumns(directory: Directory): Column<Person>[] {
  const quiet = (words: string | undefined) => (
    <span className="truncate text-muted-foreground">{words || "–"}</span>
  )
  return [
    {
      id: "name",
      label: "Name",
      width: "minmax(190px, 1.1fr)",
      cell: ({ id, name }, tabIndex) => (
        <Link
          to={`/settings/people/${id}` as never}
          tabIndex={tabIndex}
          className="row-link min-w-0 font-medium hover:underline"
        >
          <Name id={id} name={name} />
        </Link>
      ),
    },
    { id: "email", label: "Email", width: "minmax(190px, 1.3fr)", cell: ({ email }) => quiet(email) },
    {
      id: "roleId",
      label: "Role",
      width: "150px",
      cell: ({ roleId }) => directory.role(roleId)?.name ?? "–",
    },
    {
      id: "teamIds",
      label: "Teams",
      width: "minmax(130px, 1fr)",
      cell: (person) => quiet(teamsOf(person, directory)),
    },
    { id: "active", label: "Status", width: "220px", cell: (person) => <PersonState person={person} /> },
  ]
}
