/** What somebody means to do once, however often its answer is lost: it keeps its key until the answer is known. */
import { uuid7 } from "./uuid"

/** An input as it was sent first, with its key. */
export type Attempt = Readonly<Record<string, unknown>> & { readonly idempotencyKey: string }

/** Attempts whose answer is not known, by what was meant. A Map is one; a draft keeps its own. */
export type Intents = {
  get: (meant: string) => Attempt | undefined
  set: (meant: string, attempt: Attempt) => unknown
  delete: (meant: string) => unknown
}

/** The record's version is no part of it: a lost answer that went through has moved it on. */
const meaning = (operation: string, { expectedVersion: _, ...input }: Record<string, unknown>) =>
  JSON.stringify([operation, input])

/**
 * Runs it with its key. The same input again, before an answer is known, is the same attempt: the server does it once
 * and answers both alike. Another input is another intent.
 */
export async function intend<Result>(
  intents: Intents,
  operation: string,
  input: object,
  run: (attempt: Attempt) => Promise<{ result: Result; known: boolean }>,
): Promise<Result> {
  const meant = meaning(operation, input as Record<string, unknown>)
  const attempt = intents.get(meant) ?? { ...input, idempotencyKey: uuid7() }
  intents.set(meant, attempt)
  const { result, known } = await run(attempt)
  if (known && intents.get(meant)?.idempotencyKey === attempt.idempotencyKey) intents.delete(meant)
  return result
}

/** Intents that outlive a reload, under this name in the session's storage: only the last is kept. */
export function keptIntents(name: string): Intents {
  const read = (): { meant?: string; attempt?: Attempt } => JSON.parse(sessionStorage.getItem(name) ?? "{}")
  return {
    get(meant) {
      const kept = read()
      return kept.meant === meant ? kept.attempt : undefined
    },
    set: (meant, attempt) => sessionStorage.setItem(name, JSON.stringify({ meant, attempt })),
    delete(meant) {
      if (read().meant === meant) sessionStorage.removeItem(name)
    },
  }
}
