/** What an entry of the audit changed, field by field. */
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { ChangeRows } from "@/lib/history/ChangeRows"
import { type Change, changeRows, isFirst, recordIds } from "@/lib/history/change-words"
import { useLabels } from "@/lib/history/use-labels"
import { useNames } from "@/lib/history/use-names"

type Props = { subjectId: string; changes: readonly Change[] }

export function AuditChanges({ subjectId, changes }: Props) {
  const directory = useDirectory()
  const now = useMinute()
  const fields = useLabels(subjectId)
  const names = useNames(recordIds(changes))
  if (!fields) return null
  const currency = changes.find(({ field }) => field === "currency")?.to
  const rows = changeRows(changes, {
    directory,
    fields,
    now,
    nameOf: (id) => names.get(id),
    currency: typeof currency === "string" ? currency : null,
  })
  return <ChangeRows rows={rows} first={isFirst(changes)} className="pt-1 pr-5 pb-3 pl-[144px] max-md:pl-4" />
}
