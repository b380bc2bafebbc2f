/** Completes a task whose type asks for an outcome or for what comes next. */
import { type FormEvent, useId, useState } from "react"
import type { TaskLineFragment } from "@/gql/graphql"
import { useAction } from "@/lib/action"
import { useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { CompleteActivityMutation } from "@/lib/record/queries"
import { Button } from "@/ui/Button"
import { DateInput } from "@/ui/DateInput"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { subjectsOf } from "./task-words"

type Props = { task: TaskLineFragment; onClose: () => void; onDone: (id: string) => void }

export function CompleteDialog({ task, onClose, onDone }: Props) {
  const { activityTypes } = useDirectory()
  const [run, busy] = useAction(CompleteActivityMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const form = useId()
  const type = activityTypes.find(({ name }) => name === task.type)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? "").trim() || null
    const due = text("nextStepDue")
    const { failure } = await run({
      id: task.id,
      outcome: text("outcome"),
      nextStep: text("nextStep"),
      nextStepDue: due && new Date(due).toISOString(),
    })
    if (failure) return setFailure(failure)
    onDone(task.id)
    onClose()
  }

  const nextStep = type?.nextStepRequired ?? false
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      guarded
      title={task.subject ?? type?.label ?? "Complete"}
      description={subjectsOf(task)}
      footer={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Complete
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <Field
          label="Outcome"
          error={failure?.fields.outcome}
          optional={!type?.requiredFields.includes("outcome")}
        >
          {(control) => (
            <Input
              {...control}
              name="outcome"
              defaultValue={task.outcome ?? ""}
              required={type?.requiredFields.includes("outcome")}
              placeholder="Reached, wants a quote"
            />
          )}
        </Field>
        <div className="grid gap-4 md:grid-cols-2">
          <Field label="Next step" error={failure?.fields.nextStep} optional={!nextStep}>
            {(control) => <Input {...control} name="nextStep" required={nextStep} />}
          </Field>
          <Field label="Due" error={failure?.fields.nextStepDue} optional={!nextStep}>
            {(control) => <DateInput {...control} time name="nextStepDue" required={nextStep} />}
          </Field>
        </div>
        {failure && Object.keys(failure.fields).length === 0 && (
          <p role="alert" className="text-danger-text">
            {failure.message}
          </p>
        )}
      </form>
    </Dialog>
  )
}
