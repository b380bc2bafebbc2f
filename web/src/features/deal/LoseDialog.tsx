/** A deal is lost only with a reason: it is what the team learns from. */
import { type FormEvent, useState } from "react"
import { useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { cn } from "@/ui/cn"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Textarea } from "@/ui/Textarea"
import type { Deal } from "./view"

type Props = {
  deal: Deal
  onLose: (reasonId: string, note: string | null) => Promise<Failure | undefined>
  onClose: () => void
}

export function LoseDialog({ deal, onLose, onClose }: Props) {
  const { lostReasons } = useDirectory()
  const [reasonId, setReasonId] = useState<string | null>(null)
  const [note, setNote] = useState("")
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!reasonId) return
    setBusy(true)
    const next = await onLose(reasonId, note.trim() || null)
    setBusy(false)
    if (next) setFailure(next)
  }
  return (
    <Dialog open onOpenChange={onClose} title="Lost, with a reason" description={deal.name} size="sm" guarded>
      <form onSubmit={submit} className="grid gap-4">
        {failure && (
          <p role="alert" className="text-danger-text">
            {failure.message}
          </p>
        )}
        <fieldset className="grid gap-1">
          <legend className="mb-1.5 font-medium">Why was it lost?</legend>
          {lostReasons.map(({ id, label }) => (
            <label
              key={id}
              className={cn(
                "flex h-9 items-center gap-2.5 rounded-md border px-2.5 max-md:h-11",
                id === reasonId && "border-primary-line bg-primary-soft",
              )}
            >
              <input
                type="radio"
                name="reason"
                checked={id === reasonId}
                onChange={() => setReasonId(id)}
                className="size-4 accent-primary"
              />
              {label}
            </label>
          ))}
        </fieldset>
        <Field label="Note" optional>
          {(control) => (
            <Textarea {...control} rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it open</Button>
          <Button type="submit" variant="danger" busy={busy} disabled={!reasonId}>
            Mark as lost
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
