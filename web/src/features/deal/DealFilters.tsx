/** Narrows the deals: by text, owner and, in the grid, stage and state. */
import { CircleDot, Flag, User } from "lucide-react"
import { useMemo } from "react"
import { useDirectory } from "@/lib/directory"
import { FilterPick } from "@/lib/grid/FilterPick"
import { RowsChip } from "@/lib/grid/RowsChip"
import { SearchBox } from "@/lib/grid/SearchBox"
import { peopleOptions } from "@/lib/record/people-options"
import { stageOptions } from "./stage-options"
import { type DealsView, layoutOf } from "./view"

const states = [
  { id: "OPEN", label: "Open" },
  { id: "WON", label: "Won" },
  { id: "LOST", label: "Lost" },
]

type Props = { view: DealsView; onChange: (patch: Partial<DealsView>) => void }

export function DealFilters({ view, onChange }: Props) {
  const directory = useDirectory()
  const people = useMemo(() => peopleOptions(directory), [directory])
  const stages = useMemo(() => stageOptions(directory.pipeline), [directory.pipeline])
  return (
    <>
      <SearchBox label="Search deals" value={view.search} onChange={(search) => onChange({ search })} />
      <FilterPick
        field="Owner"
        icon={<User aria-hidden="true" />}
        options={people}
        value={view.owner}
        onChange={(owner) => onChange({ owner })}
      />
      {view.filter && <RowsChip onRemove={() => onChange({ filter: undefined, layout: "grid" })} />}
      {layoutOf(view) === "grid" && (
        <>
          <FilterPick
            field="Stage"
            icon={<CircleDot aria-hidden="true" />}
            options={stages}
            value={view.stage}
            onChange={(stage) => onChange({ stage })}
          />
          <FilterPick
            field="State"
            icon={<Flag aria-hidden="true" />}
            options={states}
            value={view.state}
            onChange={(state) => onChange({ state: state as DealsView["state"] })}
          />
        </>
      )}
    </>
  )
}
