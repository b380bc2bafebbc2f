/** Erasing a person for privacy: what goes and what stays, said before, and their name typed to confirm. */
import { useNavigate } from "@tanstack/react-router"
import { CircleAlert, Eraser } from "lucide-react"
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react"
import { useSend } from "@/lib/action"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { toast } from "@/ui/toast"
import { confirmation, confirms, type Erasable, erasedWords } from "./erase-words"
import { EraseContactMutation } from "./queries"

type Props = { person: Erasable; list: string; onClose: () => void }

export function EraseDialog({ person, list, onClose }: Props) {
  const { id, name } = person
  const navigate = useNavigate()
  const [erase, busy] = useSend(EraseContactMutation)
  const [typed, setTyped] = useState("")
  const [failure, setFailure] = useState<Failure | null>(null)
  const form = useId()
  const input = useRef<HTMLInputElement>(null)
  const { label, text } = confirmation(person)
  const confirmed = confirms(typed, text)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!confirmed || busy) return
    setFailure(null)
    const { data, failure } = await erase({ input: { id } })
    if (failure) return setFailure(failure)
    await navigate({ to: list as never })
    toast.show({ title: erasedWords(data.eraseContact), duration: 8000 })
    onClose()
  }
  return (
    <Dialog
      open
      // What is under way cannot be stopped: the dialog stays to tell how it went.
      onOpenChange={() => !busy && onClose()}
      guarded
      // The name is typed to confirm, not to be kept.
      unsaved={false}
      initialFocus={input}
      title={`Erase ${name} for privacy?`}
      description="At once and for ever. This cannot be undone."
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={form}
            variant="danger"
            icon={<Eraser aria-hidden="true" />}
            busy={busy}
            disabled={!confirmed}
          >
            {busy ? "Erasing…" : "Erase for ever"}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <div className="grid gap-4 rounded-md border bg-surface px-3.5 py-3 md:grid-cols-2">
          <Points title="What goes">
            <li>The person, from records, search and history, also from the trash.</li>
            <li>What they sent, and what was written to them alone.</li>
            <li>The words of their leads, activities and handoffs.</li>
            <li>Their name, addresses and numbers in deals and meetings with others.</li>
          </Points>
          <Points title="What stays">
            <li>Their leads, activities and handoffs, without words, so that every number stays right.</li>
            <li>Deals and meetings that others are part of.</li>
            <li>In the audit: that a person was erased, when and by whom. Its seals still hold.</li>
          </Points>
        </div>
        <p className="text-muted-foreground text-xs">
          The server’s files lose the last of it at its next start. Copies of the database that were made
          before keep it: they are yours to delete.
        </p>
        {failure && (
          <p role="alert" className="flex items-start gap-1.5 text-danger-text">
            <CircleAlert className="mt-0.5 size-3.5 flex-none" aria-hidden="true" />
            <span>Not erased. {failure.message}</span>
          </p>
        )}
        <Field
          label={
            <>
              Type their {label}, <strong className="font-semibold">{text}</strong>, to confirm
            </>
          }
        >
          {(control) => (
            <Input
              {...control}
              ref={input}
              value={typed}
              disabled={busy}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <p role="status" className="text-muted-foreground text-xs empty:hidden">
          {busy && "Erasing. A long history takes a moment."}
        </p>
      </form>
    </Dialog>
  )
}

/** One side of it. */
function Points({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-1.5 font-medium">{title}</h3>
      <ul className="grid list-disc gap-1 pl-4 text-muted-foreground marker:text-subtle-foreground">
        {children}
      </ul>
    </div>
  )
}
