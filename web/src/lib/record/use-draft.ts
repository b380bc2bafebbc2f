/** What is being written about a record; it outlives a reload and a sign-in, and ends when it is saved. */
import { useCallback, useMemo } from "react"
import { keptIntents } from "../intent"
import { createStore, type Store, useStore } from "../store"
import type { Kind } from "./composer-kinds"

export type Draft = {
  type: Kind["type"]
  text: string
  outcome: string
  nextStep: string
  /** As it is typed. */
  due: string
  /** The next step's fields are open. */
  planning: boolean
}

const blank: Draft = { type: "note", text: "", outcome: "", nextStep: "", due: "", planning: false }

/** One for each record, so that none is ever shown or saved at another. */
const drafts = new Map<string, Store<Draft>>()
const nameOf = (subjectId: string) => `baton.draft.${subjectId}`

function draftOf(subjectId: string): Store<Draft> {
  const known = drafts.get(subjectId)
  if (known) return known
  const kept = sessionStorage.getItem(nameOf(subjectId))
  const store = createStore<Draft>(kept ? { ...blank, ...JSON.parse(kept) } : blank)
  drafts.set(subjectId, store)
  return store
}

/** What was written since `saved` went out: the rest is blank again. */
export function rest(now: Draft, saved: Draft): Draft {
  const more = now.text.startsWith(saved.text) ? now.text.slice(saved.text.length).trimStart() : now.text
  const keep = <Name extends keyof Draft>(name: Name) => (now[name] === saved[name] ? blank[name] : now[name])
  return {
    type: now.type,
    text: more,
    outcome: keep("outcome"),
    nextStep: keep("nextStep"),
    due: keep("due"),
    planning: keep("planning"),
  }
}

export function useDraft(subjectId: string) {
  const store = draftOf(subjectId)
  const draft = useStore(store)
  const change = useCallback(
    (patch: Partial<Draft>) => {
      const next = { ...store.get(), ...patch }
      store.set(next)
      sessionStorage.setItem(nameOf(subjectId), JSON.stringify(next))
    },
    [store, subjectId],
  )
  /** Takes out what was saved; what was typed since stays. */
  const clear = useCallback(
    (saved: Draft) => {
      const next = rest(store.get(), saved)
      store.set(next)
      const { text, outcome, nextStep, due } = next
      if (text || outcome || nextStep || due) sessionStorage.setItem(nameOf(subjectId), JSON.stringify(next))
      else sessionStorage.removeItem(nameOf(subjectId))
    },
    [store, subjectId],
  )
  /** A draft that was sent and not answered is sent again as the same. */
  const intents = useMemo(() => keptIntents(`baton.intent.${subjectId}`), [subjectId])
  return { draft, change, clear, intents }
}
