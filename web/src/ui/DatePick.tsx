import { CalendarDays } from "lucide-react"
import { useRef } from "react"

export type Pick = "date" | "datetime-local"

type Props = {
  kind: Pick
  /** As the browser's own field holds it; empty for none. */
  value: string
  onPick: (value: string) => void
  disabled?: boolean
  tabIndex?: -1
}

/** Opens the browser's own calendar beside a field that is typed into. */
export function DatePick({ kind, value, onPick, disabled, tabIndex }: Props) {
  const native = useRef<HTMLInputElement>(null)
  return (
    <span className="absolute inset-y-0 right-0 grid w-8 place-items-center">
      <input
        ref={native}
        type={kind}
        tabIndex={-1}
        aria-hidden="true"
        value={value}
        onChange={(event) => event.target.value && onPick(event.target.value)}
        className="pointer-events-none absolute inset-0 w-full opacity-0"
      />
      <button
        type="button"
        aria-label="Open the calendar"
        tabIndex={tabIndex}
        disabled={disabled}
        // The field keeps the focus: it would save and close without it.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => native.current?.showPicker()}
        className="relative grid size-6 place-items-center rounded-sm text-subtle-foreground hover:bg-accent hover:text-foreground"
      >
        <CalendarDays className="size-3.5" aria-hidden="true" />
      </button>
    </span>
  )
}
