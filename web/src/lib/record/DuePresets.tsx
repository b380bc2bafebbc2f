/** The dates that are chosen most: later today, tomorrow, next week; one tap each, written as one would type them. */
import { Button } from "@/ui/Button"
import { dateReader } from "@/ui/read-date"

const two = (value: number) => String(value).padStart(2, "0")
const local = (at: Date) =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`

function inDays(days: number, hour: number) {
  const at = new Date()
  at.setDate(at.getDate() + days)
  at.setHours(hour, 0, 0, 0)
  return dateReader({ time: true }).written(local(at))
}

const presets = [
  { label: "Today 17:00", due: () => inDays(0, 17) },
  { label: "Tomorrow", due: () => inDays(1, 9) },
  { label: "In a week", due: () => inDays(7, 9) },
]

export function DuePresets({ onPick }: { onPick: (due: string) => void }) {
  return presets.map(({ label, due }) => (
    <Button key={label} size="sm" variant="ghost" onClick={() => onPick(due())}>
      {label}
    </Button>
  ))
}
