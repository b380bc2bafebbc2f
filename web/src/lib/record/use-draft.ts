/** What is being written about a record; it outlives a reload and a sign-in, and ends when it is saved. */
import { useCallback, useState } from "react"
import type { Kind } from "./composer-kinds"

export type Draft = {
  type: Kind["type"]
  text: string
  outcome: string
  nextStep: string
  /** As `<input type="datetime-local">` writes it. */
  due: string
  /** The next step's fields are open. */
  planning: boolean
}

const blank: Draft = { type: "note", text: "", outcome: "", nextStep: "", due: "", planning: false }

export function useDraft(subjectId: string) {
  const key = `baton.draft.${subjectId}`
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = sessionStorage.getItem(key)
    return kept ? { ...blank, ...JSON.parse(kept) } : blank
  })
  const change = useCallback(
    (patch: Partial<Draft>) =>
      setDraft((now) => {
        const next = { ...now, ...patch }
        sessionStorage.setItem(key, JSON.stringify(next))
        return next
      }),
    [key],
  )
  const clear = useCallback(() => {
    sessionStorage.removeItem(key)
    setDraft((now) => ({ ...blank, type: now.type }))
  }, [key])
  return { draft, change, clear }
}
