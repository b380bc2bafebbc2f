/** The same change to several records at once; what was refused is said, the rest stands. */
import type { TypedDocumentNode } from "@urql/core"
import { useCallback } from "react"
import { toast } from "@/ui/toast"
import { usePerform } from "../action"

type Basis = { id: string; expectedVersion: number; idempotencyKey?: string | null }

/** `edit(records, { ownerId }, "Owner set to Ana.")`. */
export function useBulkEdit<Data, Input extends Basis>(document: TypedDocumentNode<Data, { input: Input }>) {
  const perform = usePerform()
  return useCallback(
    async (
      records: readonly { id: string; version: number }[],
      patch: Omit<Input, keyof Basis>,
      done: string,
    ) => {
      const outcomes = await Promise.all(
        records.map(({ id, version }) =>
          perform(document, { id, expectedVersion: version, ...patch } as never),
        ),
      )
      const refused = outcomes.flatMap(({ failure }) => failure ?? [])
      if (refused[0])
        toast.show({
          tone: "problem",
          title: `${refused.length} of ${records.length} not changed.`,
          description: refused[0].message,
        })
      if (refused.length < records.length) toast.show({ title: done })
    },
    [perform, document],
  )
}
