/** The filters of the leads grid as chips. */
import { CircleDot, Radio, UserRound } from "lucide-react"
import { useMemo } from "react"
import { useDirectory } from "@/lib/directory"
import { FilterPick } from "@/lib/grid/FilterPick"
import { RowsChip } from "@/lib/grid/RowsChip"
import { SearchBox } from "@/lib/grid/SearchBox"
import { useIsPhone } from "@/lib/media"
import { assigneeOptions } from "@/lib/record/people-options"
import { stageShape } from "@/lib/stage-shape"
import { StageMark } from "@/ui/StageMark"
import { statuses, statusWord } from "./lead-words"
import { chosenView, type LeadsView } from "./leads-view"

type Props = { view: LeadsView; onChange: (patch: Partial<LeadsView>) => void; channels: string[] }

const statusOptions = statuses.map((id) => ({ id, label: statusWord(id) }))

export function LeadFilters({ view, onChange, channels }: Props) {
  const directory = useDirectory()
  const people = useMemo(() => assigneeOptions(directory), [directory])
  const stages = useMemo(
    () =>
      directory.leadStages.map(({ id, name }) => ({
        id,
        label: name,
        icon: <StageMark {...stageShape(directory.leadStages, id)} />,
      })),
    [directory],
  )
  // With room for it, the strip of stages does this.
  const phone = useIsPhone()
  const channelOptions = channels.map((id) => ({ id, label: id }))
  return (
    <>
      <SearchBox label="Search leads" value={view.search} onChange={(search) => onChange({ search })} />
      {view.filter && <RowsChip onRemove={() => onChange({ filter: undefined })} />}
      {phone && (
        <FilterPick
          field="Stage"
          options={stages}
          value={view.stage}
          onChange={(stage) => onChange({ stage })}
        />
      )}
      <FilterPick
        field="Status"
        icon={<CircleDot aria-hidden="true" />}
        options={statusOptions}
        value={view.status}
        onChange={(status) => onChange({ status })}
      />
      {chosenView(view) !== "mine" && (
        <FilterPick
          field="Responsible"
          icon={<UserRound aria-hidden="true" />}
          options={people}
          value={view.responsible}
          onChange={(responsible) => onChange({ responsible })}
        />
      )}
      <FilterPick
        field="Channel"
        icon={<Radio aria-hidden="true" />}
        options={channelOptions}
        value={view.channel}
        onChange={(channel) => onChange({ channel })}
      />
    </>
  )
}
