/** Asks why a handoff is declined; it then goes to the next in the chain. */
import { type FormEvent, useId, useState } from "react"
import type { HandoffRowFragment } from "@/gql/graphql"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Textarea } from "@/ui/Textarea"
import { toast } from "@/ui/toast"
import { useAction } from "../action"
import { useDirectory } from "../directory"
import type { Failure } from "../failure"
import { DeclineHandoffMutation } from "./queries"
import { subjectOf } from "./subject"

type Props = {
  handoff: HandoffRowFragment
  /** Who is offered it next, if that is known. */
  next?: string
  onClose: () => void
  onDeclined?: () => void
}

export function DeclineDialog({ handoff, next, onClose, onDeclined }: Props) {
  const { declineReasons } = useDirectory()
  const [run, busy] = useAction(DeclineHandoffMutation)
  const [reasonId, setReasonId] = useState<string | null>(null)
  const [note, setNote] = useState("")
  const [failure, setFailure] = useState<Failure | null>(null)
  const form = useId()
  const { name } = subjectOf(handoff)
  const reason = declineReasons.find(({ id }) => id === reasonId)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!reason) return
    const { failure } = await run({ id: handoff.id, reasonId: reason.id, note: note.trim() || null })
    if (failure) return setFailure(failure)
    toast.show({ title: `Declined ${name}.`, description: next && `${next} is offered it now.` })
    onDeclined?.()
    onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      guarded
      title={`Decline ${name}?`}
      description={next ? `${next} is offered it next.` : "It goes to the next in its chain."}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" form={form} variant="primary" busy={busy} disabled={!reason}>
            Decline
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <fieldset>
          <legend className="mb-1 font-medium">Why</legend>
          {declineReasons.map(({ id, label }) => (
            <label
              key={id}
              className="flex min-h-8 items-center gap-2.5 rounded-md px-1.5 hover:bg-accent max-md:min-h-11"
            >
              <input
                type="radio"
                name="reason"
                value={id}
                checked={id === reasonId}
                onChange={() => setReasonId(id)}
                className="size-4 accent-primary"
              />
              {label}
            </label>
          ))}
        </fieldset>
        <Field label="Note" optional={!reason?.other} hint="The giver and the next in the chain read it.">
          {(control) => (
            <Textarea {...control} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        {failure && (
          <p role="alert" className="text-danger-text">
            {failure.message}
          </p>
        )}
      </form>
    </Dialog>
  )
}
