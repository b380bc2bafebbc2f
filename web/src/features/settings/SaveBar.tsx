/** What would be saved, at the foot of the page for as long as there is something. */
import { Button } from "@/ui/Button"

type Props = {
  changes: readonly string[]
  busy: boolean
  /** Why it cannot be saved yet. */
  problem?: string
  onSave: () => void
  onDiscard: () => void
}

export function SaveBar({ changes, busy, problem, onSave, onDiscard }: Props) {
  if (changes.length === 0 && !problem) return null
  return (
    <div
      role="region"
      aria-label="Changes that are not saved"
      className="sticky -bottom-8 z-8 mt-8 flex flex-wrap items-center gap-2 rounded-lg bg-popover py-2 pr-2 pl-4 shadow-popover max-md:bottom-0"
    >
      <p role="status" className="min-w-0 flex-1 truncate" title={changes.join("\n")}>
        <span className="font-medium">{changes.length === 1 ? "1 change" : `${changes.length} changes`}</span>{" "}
        <span className="text-muted-foreground">{problem ?? changes.slice(0, 3).join(" · ")}</span>
      </p>
      <Button onClick={onDiscard} disabled={busy}>
        Discard
      </Button>
      <Button
        variant="primary"
        busy={busy}
        disabled={Boolean(problem) || changes.length === 0}
        onClick={onSave}
      >
        Save
      </Button>
    </div>
  )
}
