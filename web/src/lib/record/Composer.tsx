/** Writes down what happened or what is to do: a kind, an outcome, a text, and the next step with its date. */
import { useNavigate } from "@tanstack/react-router"
import { CalendarPlus } from "lucide-react"
import { type FormEvent, useId, useRef, useState } from "react"
import { Button } from "@/ui/Button"
import { cn } from "@/ui/cn"
import { dateReader } from "@/ui/read-date"
import { Segmented } from "@/ui/Segmented"
import { Textarea } from "@/ui/Textarea"
import { toast } from "@/ui/toast"
import { useMounted } from "@/ui/use-mounted"
import { useAction } from "../action"
import { useConnection } from "../connection"
import { useDirectory } from "../directory"
import type { Failure } from "../failure"
import { useKeys } from "../keys"
import { pathOfId } from "../record-type"
import { kinds } from "./composer-kinds"
import { NextStepFields } from "./NextStepFields"
import { LogActivityMutation } from "./queries"
import { useDraft } from "./use-draft"

type Props = {
  /** The records it concerns, the page's own first. */
  subjectIds: [string, ...string[]]
  onLogged?: () => void
}

export function Composer({ subjectIds, onLogged }: Props) {
  const { activityTypes } = useDirectory()
  const { draft, change, clear, intents } = useDraft(subjectIds[0])
  const [log, busy] = useAction(LogActivityMutation, intents)
  const [failure, setFailure] = useState<Failure | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const mounted = useMounted()
  const navigate = useNavigate()
  const problemId = useId()
  const offline = useConnection() === "offline"
  const kind = kinds.find(({ type }) => type === draft.type) ?? kinds[0]
  const task = draft.type === "task"
  const planning =
    draft.planning || Boolean(activityTypes.find(({ name }) => name === draft.type)?.nextStepRequired)
  const write = (type: (typeof kinds)[number]["type"]) => {
    change({ type })
    setFailure(null)
    text.current?.focus()
  }
  useKeys("Record", [
    { keys: "n", label: "Write a note", run: () => write("note") },
    { keys: "l", label: "Log a call", run: () => write("call") },
  ])

  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    // A date that cannot be read is said at its field.
    if (busy || !kind || !form.current?.reportValidity()) return
    const words = draft.text.trim()
    const due = dateReader({ time: true }).read(draft.due)
    const dueAt = due.problem === undefined && due.value ? new Date(due.value).toISOString() : undefined
    const { failure } = await log({
      type: draft.type,
      subjectIds: subjectIds.slice(),
      ...(task
        ? { subject: words, dueAt: dueAt ?? null }
        : {
            body: words || null,
            outcome: draft.outcome || null,
            direction: draft.type === "call" || draft.type === "email" ? ("OUTBOUND" as const) : null,
            ...(planning && draft.nextStep.trim()
              ? { nextStep: draft.nextStep.trim(), nextStepDue: dueAt }
              : {}),
          }),
    })
    setFailure(failure ?? null)
    if (!failure) {
      clear(draft)
      toast.show({ title: task ? "Task added." : `${kind.label} logged.` })
      onLogged?.()
    } else if (!mounted.current) {
      toast.show({
        tone: "problem",
        title: `${kind.label} not saved. It is kept where you wrote it.`,
        description: failure.message,
        action: { label: "Open", onSelect: () => void navigate({ to: pathOfId(subjectIds[0]) as never }) },
      })
    }
  }

  const problem = failure && (Object.values(failure.fields).join(" ") || failure.message)
  const empty = task ? !draft.text.trim() || !draft.due : !draft.text.trim() && !draft.outcome
  return (
    <form
      ref={form}
      onSubmit={submit}
      aria-label="Log activity"
      className="mb-5 rounded-lg border border-border-strong bg-card focus-within:border-ring"
    >
      <div className="scrollbar-none flex overflow-x-auto px-1.5 pt-1.5">
        <Segmented
          label="Kind of activity"
          className="bg-transparent p-0 max-md:[&_svg]:hidden [&_[aria-checked=true]]:bg-muted [&_[aria-checked=true]]:shadow-none"
          items={kinds.map(({ type, label, icon: Icon }) => ({
            id: type,
            label,
            icon: <Icon aria-hidden="true" />,
          }))}
          value={draft.type}
          onChange={(type) => change({ type })}
        />
      </div>
      <Textarea
        bare
        ref={text}
        rows={2}
        aria-label={kind?.placeholder}
        aria-describedby={problem ? problemId : undefined}
        placeholder={kind?.placeholder}
        value={draft.text}
        onChange={(event) => change({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void submit()
          // The words stay as a draft; the shortcuts work again.
          if (event.key === "Escape") event.currentTarget.blur()
        }}
        className="min-h-[46px] px-3.5 text-base max-md:text-[16px]"
      />
      {kind && kind.outcomes.length > 0 && (
        <div role="group" aria-label="Outcome" className="flex flex-wrap gap-1.5 px-3.5 pb-2.5">
          {kind.outcomes.map((outcome) => (
            <button
              key={outcome}
              type="button"
              aria-pressed={draft.outcome === outcome}
              onClick={() => change({ outcome: draft.outcome === outcome ? "" : outcome })}
              className={cn(
                "h-6 rounded-full border px-2.5 text-muted-foreground text-xs hover:bg-accent max-md:h-9 max-md:text-sm",
                draft.outcome === outcome &&
                  "border-primary-line bg-primary-soft font-medium text-primary-text",
              )}
            >
              {outcome}
            </button>
          ))}
        </div>
      )}
      {(planning || task) && <NextStepFields draft={draft} onChange={change} dueOnly={task} />}
      {problem && (
        <p id={problemId} role="alert" className="px-3.5 pb-2 text-danger-text text-xs">
          {problem}
        </p>
      )}
      <div className="flex items-center gap-1.5 border-t p-1.5">
        {!task && (
          <Button
            variant="ghost"
            size="sm"
            aria-expanded={planning}
            icon={<CalendarPlus aria-hidden="true" />}
            onClick={() => change({ planning: !draft.planning })}
          >
            Next step
          </Button>
        )}
        <Button
          type="submit"
          size="sm"
          kbd="Mod+Enter"
          className="ml-auto"
          busy={busy}
          disabled={empty || offline}
        >
          Save
        </Button>
      </div>
    </form>
  )
}
