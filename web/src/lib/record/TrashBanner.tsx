/** A record that is in the trash: since when, and the way back. */
import { Banner } from "@/ui/Banner"
import { Button } from "@/ui/Button"
import { shortDate } from "@/ui/dates"
import { toast } from "@/ui/toast"
import { useAction } from "../action"
import { useMinute } from "../clock"
import { RestoreRecordsMutation } from "../queries"

type Props = { id: string; name: string; deletedAt: string; onRestored: () => void }

export function TrashBanner({ id, name, deletedAt, onRestored }: Props) {
  const now = useMinute()
  const [restore, busy] = useAction(RestoreRecordsMutation)
  const back = async () => {
    const { data, failure } = await restore({ ids: [id] })
    const refused = failure?.message ?? data?.restoreRecords.find(({ ok }) => !ok)?.message
    if (failure || refused)
      return toast.show({ tone: "problem", title: `${name} was not restored.`, description: refused })
    toast.show({ title: `Restored ${name}.` })
    onRestored()
  }
  return (
    <Banner
      tone="neutral"
      actions={
        <Button busy={busy} onClick={() => void back()}>
          Restore
        </Button>
      }
    >
      <strong className="font-semibold">In the trash</strong> since{" "}
      {shortDate(deletedAt, now, { time: true })}. It stays there for 30 days.
    </Banner>
  )
}
