import { useEffect, useRef, useState } from "react"
import { toast } from "./toast"
import { useUnsaved } from "./unsaved"
import { useMounted } from "./use-mounted"

type Options = {
  /** What it is, such as "Amount". */
  label: string
  /** It is open from the start, with this text. */
  initial?: string | null
  /** There is nothing to save in this text: the field closes. */
  unchanged: (typed: string) => boolean
  /** Saves; if it rejects, the text stays in the field and the reason is shown. */
  onSave: (typed: string) => Promise<unknown> | undefined
  /** There is no room for a sentence: the reason goes to a toast. */
  narrow?: boolean
  /** Tells others, such as presence, that typing began or ended. */
  onEditingChange?: (editing: boolean) => void
}

/**
 * A field that opens, is typed into, and saves when it is left, also when it is taken off the screen. What cannot be
 * saved then is said, with what was typed: nothing is lost.
 */
export function useOpenField(options: Options) {
  const { label, initial = null, unchanged, onSave, narrow, onEditingChange } = options
  const [draft, setDraft] = useState<string | null>(initial)
  const [problem, setProblem] = useState<string | null>(null)
  const mounted = useMounted()
  const saving = useRef<string | null>(null)

  const close = () => {
    setDraft(null)
    setProblem(null)
  }
  /** Resolves to whether the field is closed now. */
  async function save(): Promise<boolean> {
    if (draft === null || saving.current === draft) return false
    if (unchanged(draft)) {
      close()
      return true
    }
    saving.current = draft
    try {
      await onSave(draft)
      // What was typed on meanwhile stays open.
      setDraft((now) => (now === draft ? null : now))
      setProblem(null)
      return true
    } catch (error) {
      const reason = error instanceof Error ? error.message : "Try again."
      if (mounted.current) setProblem(reason)
      if (!mounted.current || narrow)
        toast.show({
          tone: "problem",
          title: `${label} was not saved.`,
          description: mounted.current ? reason : `${reason} You typed “${draft}”.`,
        })
      return false
    } finally {
      saving.current = null
    }
  }
  useUnsaved(() => draft !== null && !unchanged(draft), "page")
  // Stands before the next, so that a save on the way out still knows what it began from.
  const leave = useRef<() => unknown>(() => {})
  leave.current = () => draft !== null && !unchanged(draft) && save()
  useEffect(() => () => void leave.current(), [])
  const editing = draft !== null
  useEffect(() => {
    if (!editing) return
    onEditingChange?.(true)
    return () => onEditingChange?.(false)
  }, [editing, onEditingChange])

  return {
    draft,
    problem,
    save,
    close,
    open: (text: string) => setDraft(text),
    type: (text: string) => {
      setDraft(text)
      setProblem(null)
    },
  }
}
