/** Which period the numbers are of; it stands in the address. */
import { Calendar } from "lucide-react"
import { LazyMenu } from "@/lib/overlay/LazyMenu"
import { FilterChip } from "@/ui/FilterChip"
import { type PeriodId, periods } from "./periods"

export function PeriodPick({ value, onChange }: { value: PeriodId; onChange: (id: PeriodId) => void }) {
  const label = periods.find(({ id }) => id === value)?.label
  return (
    <FilterChip
      icon={<Calendar aria-hidden="true" />}
      field="Period"
      value={label}
      valueSlot={
        <LazyMenu
          align="start"
          items={periods.map(({ id, label }) => ({
            label,
            checked: id === value,
            onSelect: () => onChange(id),
          }))}
          trigger={
            <button
              type="button"
              aria-label={`Period: ${label}. Change`}
              className="touch-target inline-flex h-full items-center px-[7px] font-medium text-foreground hover:bg-accent focus-visible:-outline-offset-2 max-md:px-2.5"
            >
              {label}
            </button>
          }
        />
      }
    />
  )
}
