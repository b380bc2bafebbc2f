/** Asks for one of the workspace's reasons, and a note if one likes: to decline, to disqualify. */
import { type FormEvent, useState } from "react"
import { Button } from "@/ui/Button"
import { cn } from "@/ui/cn"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Textarea } from "@/ui/Textarea"
import type { ReasonEntry } from "../directory"
import type { Failure } from "../failure"

export type ReasonDialogProps = {
  title: string
  description?: string
  reasons: readonly ReasonEntry[]
  /** The button that does it, such as "Decline". */
  action: string
  /** The button that leaves it as it is. */
  cancel?: string
  /** Red for what closes a record. */
  variant?: "danger" | "primary"
  /** Who reads the note. */
  noteHint?: string
  /** Does it; what it returns is shown. */
  onGive: (reasonId: string, note: string | null) => Promise<Failure | undefined>
  onClose: () => void
}

export function ReasonDialog(props: ReasonDialogProps) {
  const {
    title,
    description,
    reasons,
    action,
    cancel = "Cancel",
    variant = "danger",
    noteHint,
    onGive,
    onClose,
  } = props
  const other = (id: string | null) => reasons.some((reason) => reason.id === id && reason.other)
  const [reasonId, setReasonId] = useState<string | null>(null)
  const [note, setNote] = useState("")
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!reasonId || busy) return
    setBusy(true)
    const problem = await onGive(reasonId, note.trim() || null)
    setBusy(false)
    if (problem) setFailure(problem)
    else onClose()
  }
  const unsaid = failure && !failure.fields.note
  return (
    <Dialog open onOpenChange={onClose} title={title} description={description} size="sm" guarded>
      <form onSubmit={submit} className="grid gap-4">
        {unsaid && (
          <p role="alert" className="text-danger-text">
            {failure.message}
          </p>
        )}
        <fieldset className="grid gap-1">
          <legend className="mb-1.5 font-medium text-sm">Reason</legend>
          {reasons.map(({ id, label }) => (
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
        <Field label="Note" optional={!other(reasonId)} hint={noteHint} error={failure?.fields.note}>
          {(control) => (
            <Textarea {...control} rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <div className="flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>{cancel}</Button>
          <Button type="submit" variant={variant} busy={busy} disabled={!reasonId}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
