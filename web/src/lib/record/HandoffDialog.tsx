/** Offers one record, or several, to a person or a queue; the giver stays responsible until they accept. */
import { type FormEvent, useMemo, useState } from "react"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { NativeSelect } from "@/ui/NativeSelect"
import { Person } from "@/ui/Person"
import { Picker } from "@/ui/Picker"
import { PickerButton } from "@/ui/PickerButton"
import { Textarea } from "@/ui/Textarea"
import { toast } from "@/ui/toast"
import { usePerform } from "../action"
import { useDirectory } from "../directory"
import type { Failure } from "../failure"
import { assigneeOptions } from "./people-options"
import { OfferHandoffMutation } from "./queries"

type Props = {
  subjectId: string | readonly string[]
  /** The record's name, or "3 leads". */
  name: string
  onClose: () => void
  onOffered?: () => void
}

const times = [
  { minutes: 15, words: "15 minutes" },
  { minutes: 60, words: "1 hour" },
  { minutes: 240, words: "4 hours" },
  { minutes: 480, words: "8 hours" },
]

export function HandoffDialog({ subjectId, name, onClose, onOffered }: Props) {
  const directory = useDirectory()
  const perform = usePerform()
  const options = useMemo(
    () => assigneeOptions(directory).filter(({ id }) => id !== directory.me.id),
    [directory],
  )
  const [toId, setToId] = useState<string | null>(null)
  const [given, setGiven] = useState({ reason: "", note: "", minutes: 60 })
  const [left, setLeft] = useState<readonly string[]>(typeof subjectId === "string" ? [subjectId] : subjectId)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const to = directory.assignee(toId)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!toId || busy) return
    setBusy(true)
    const terms = {
      toId,
      reason: given.reason.trim() || null,
      note: given.note.trim() || null,
      acceptWithinMinutes: given.minutes,
    }
    const outcomes = await Promise.all(
      left.map(async (id) => ({
        id,
        ...(await perform(OfferHandoffMutation, { subjectId: id, ...terms })),
      })),
    )
    setBusy(false)
    const refused = outcomes.filter(({ failure }) => failure)
    if (refused.length < outcomes.length) onOffered?.()
    if (refused[0]?.failure) {
      // What went through is not offered again by a second try.
      setLeft(refused.map(({ id }) => id))
      return setFailure(refused[0].failure)
    }
    toast.show({
      title: `Offered ${name} to ${to?.name}.`,
      description: "Whoever is responsible now stays so until they accept.",
    })
    onClose()
  }
  const unsaid = failure && !["toId", "reason", "note"].some((field) => failure.fields[field])
  return (
    <Dialog open onOpenChange={onClose} title={`Hand off ${name}`} size="sm" guarded>
      <form onSubmit={submit} className="grid gap-4">
        {unsaid && (
          <p role="alert" className="text-danger-text">
            {left.length > 1 && `${left.length} were not offered. `}
            {failure.message}
          </p>
        )}
        <Field label="To" error={failure?.fields.toId} required>
          {(control) => (
            <Picker
              label="Person or queue"
              options={options}
              value={toId}
              onChange={setToId}
              trigger={
                <PickerButton {...control} placeholder="Choose a person or a queue">
                  {to && <Person {...to} />}
                </PickerButton>
              }
            />
          )}
        </Field>
        <Field label="Reason" error={failure?.fields.reason} optional>
          {(control) => (
            <Input
              {...control}
              placeholder="Asked for a demo"
              value={given.reason}
              onChange={(event) => setGiven({ ...given, reason: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Note"
          hint="What the next person should know first."
          error={failure?.fields.note}
          optional
        >
          {(control) => (
            <Textarea
              {...control}
              value={given.note}
              onChange={(event) => setGiven({ ...given, note: event.target.value })}
              rows={3}
            />
          )}
        </Field>
        <Field label="To be accepted within">
          {(control) => (
            <NativeSelect
              {...control}
              value={given.minutes}
              onChange={(event) => setGiven({ ...given, minutes: Number(event.target.value) })}
            >
              {times.map(({ minutes, words }) => (
                <option key={minutes} value={minutes}>
                  {words}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <div className="flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!toId}>
            Offer it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
