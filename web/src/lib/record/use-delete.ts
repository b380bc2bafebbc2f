/** Deleting records, softly and with a way back. */
import { useCallback } from "react"
import { toast } from "@/ui/toast"
import { usePerform } from "../action"
import { DeleteRecordsMutation, RestoreRecordsMutation } from "../queries"

/** `remove(ids, "3 deals")` deletes, says so and offers Undo. Resolves to whether all of it went. */
export function useDelete(after?: () => void) {
  const perform = usePerform()
  return useCallback(
    async (ids: string[], what: string) => {
      const { data, failure } = await perform(DeleteRecordsMutation, { ids })
      const refused = data?.deleteRecords.filter(({ ok }) => !ok) ?? []
      const gone = data?.deleteRecords.filter(({ ok }) => ok).map(({ id }) => id) ?? []
      if (failure || refused.length > 0)
        toast.show({
          tone: "problem",
          title: failure ? `${what} not deleted.` : `${refused.length} of ${ids.length} not deleted.`,
          description: failure?.message ?? refused[0]?.message ?? undefined,
        })
      if (gone.length > 0)
        toast.show({
          title: `Deleted ${what}.`,
          action: {
            label: "Undo",
            onSelect: async () => {
              const { failure } = await perform(RestoreRecordsMutation, { ids: gone })
              if (failure)
                toast.show({ tone: "problem", title: "Not restored.", description: failure.message })
              else toast.show({ title: `Restored ${what}.` })
              after?.()
            },
          },
        })
      after?.()
      return !failure && refused.length === 0
    },
    [perform, after],
  )
}
