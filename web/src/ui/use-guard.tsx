import { type FormEvent, useRef, useState } from "react"
import { LeaveDialog } from "./LeaveDialog"
import { useUnsaved } from "./unsaved"

type Options = {
  guarded?: boolean
  /** Whether there is something to lose, when whoever opens it knows; otherwise it is what was typed. */
  unsaved?: boolean
  onOpenChange: (open: boolean) => void
}
type Field = HTMLInputElement | HTMLTextAreaElement

const isField = (target: unknown): target is Field =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !/^(checkbox|radio|hidden)$/.test(target.type))

/** Keeps a guarded dialog or sheet from being closed by a wrong key with what was typed in it: it asks first. */
export function useGuard({ guarded, unsaved, onOpenChange }: Options) {
  const [asking, setAsking] = useState(false)
  const typed = useRef(new Set<Field>())
  const left = useRef(false)
  const typedSomething = () =>
    Boolean(guarded) && [...typed.current].some((one) => one.isConnected && one.value.trim() !== "")
  const holds = () => !left.current && (unsaved ?? typedSomething())
  useUnsaved(holds)
  return {
    /** Fields of what floats above it, such as the search of a list, are none of its own. */
    onInput: ({ currentTarget, target }: FormEvent<HTMLElement>) => {
      if (isField(target) && currentTarget.contains(target)) typed.current.add(target)
    },
    onOpenChange: (open: boolean) => (!open && holds() ? setAsking(true) : onOpenChange(open)),
    question: asking && (
      <LeaveDialog
        onStay={() => setAsking(false)}
        onLeave={() => {
          left.current = true
          setAsking(false)
          onOpenChange(false)
        }}
      />
    ),
  }
}
