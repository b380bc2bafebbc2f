/** How the leads are sorted; on a phone, where columns have no heads, the only way to say it. */
import { ArrowDownWideNarrow } from "lucide-react"
import { LazyMenu } from "@/lib/overlay/LazyMenu"
import { Button } from "@/ui/Button"
import { type LeadsView, sortDirection } from "./leads-view"

type Props = { view: LeadsView; onSort: (by: LeadsView["sort"]) => void }

const sorts = [
  { by: "OPENED_AT", label: "Opened", down: "newest first", up: "oldest first" },
  { by: "SCORE", label: "Score", down: "highest first", up: "lowest first" },
  { by: "NEXT_STEP_DUE", label: "Due", down: "latest first", up: "soonest first" },
] as const

export function SortMenu({ view, onSort }: Props) {
  const now = sorts.find(({ by }) => by === view.sort)
  return (
    <LazyMenu
      trigger={
        <Button
          variant="ghost"
          size="sm"
          icon={<ArrowDownWideNarrow aria-hidden="true" />}
          aria-label={`Sort by ${now?.label}`}
        >
          {now?.label}
        </Button>
      }
      items={sorts.map(({ by, label, down, up }) => ({
        label: `${label}, ${(by === view.sort ? sortDirection(view) : by === "NEXT_STEP_DUE" ? "ASC" : "DESC") === "DESC" ? down : up}`,
        checked: by === view.sort,
        onSelect: () => onSort(by),
      }))}
    />
  )
}
