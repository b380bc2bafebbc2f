/** The stages with how many leads each holds, by the server; one click shows a stage alone. */
import type { LeadTotalsQuery } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { stageShape } from "@/lib/stage-shape"
import { cn } from "@/ui/cn"
import { StageMark } from "@/ui/StageMark"

type Props = {
  groups: LeadTotalsQuery["byStage"]["groups"] | undefined
  value: string | undefined
  onChange: (stageId: string | undefined) => void
}

export function StageStrip({ groups, value, onChange }: Props) {
  const { leadStages } = useDirectory()
  const countOf = (id: string) => groups?.find(({ key }) => key === id)?.count ?? 0
  const shown = leadStages.filter(({ id }) => id === value || !groups || countOf(id) > 0)
  if (shown.length === 0) return null
  return (
    <div
      role="group"
      aria-label="Stages"
      className="scrollbar-none flex h-[34px] flex-none items-center gap-1 overflow-x-auto border-b bg-surface px-3.5 text-xs"
    >
      {shown.map(({ id, name, definition }) => (
        <button
          key={id}
          type="button"
          title={definition}
          aria-pressed={id === value}
          onClick={() => onChange(id === value ? undefined : id)}
          className={cn(
            "inline-flex h-[26px] flex-none items-center gap-1.5 rounded-md px-2 font-medium text-muted-foreground hover:bg-accent hover:text-foreground",
            id === value && "bg-primary-soft text-primary-text hover:bg-primary-soft",
          )}
        >
          <StageMark {...stageShape(leadStages, id)} />
          {name}
          <span className="min-w-[2ch] text-left font-normal text-muted-foreground tabular-nums">
            {groups ? countOf(id) : ""}
          </span>
        </button>
      ))}
    </div>
  )
}
