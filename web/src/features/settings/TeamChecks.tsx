/** The teams that a person belongs to, each to tick. */
import { useDirectory } from "@/lib/directory"
import { Checkbox } from "@/ui/Checkbox"
import { teamTree } from "./team-tree"

type Props = { value: readonly string[]; onChange: (ids: string[]) => void; disabled?: boolean }

export function TeamChecks({ value, onChange, disabled }: Props) {
  const { teams } = useDirectory()
  if (teams.length === 0) return null
  return (
    <fieldset disabled={disabled}>
      <legend className="mb-1.5 font-medium text-sm">Teams</legend>
      <div className="scrollbar-thin max-h-48 overflow-auto rounded-md border border-input p-1.5">
        {teamTree(teams).map(({ team, depth }) => (
          <Checkbox
            key={team.id}
            className="flex min-h-7 rounded-sm px-1.5 py-1 hover:bg-accent max-md:min-h-11 max-md:items-center"
            checked={value.includes(team.id)}
            onChange={() =>
              onChange(value.includes(team.id) ? value.filter((id) => id !== team.id) : [...value, team.id])
            }
          >
            <span style={{ paddingLeft: depth * 16 }}>{team.name}</span>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
