/** From its first day to its last. */
import { useMinute } from "@/lib/clock"
import { DateText } from "@/ui/DateText"

type Props = { startDate?: string | null; endDate?: string | null }

export function CampaignDates({ startDate, endDate }: Props) {
  const now = useMinute()
  if (!startDate && !endDate) return <span className="text-subtle-foreground">Not set</span>
  return (
    <span className="truncate">
      {startDate && <DateText value={startDate} now={now} />}
      {endDate && (
        <>
          {startDate ? " to " : "until "}
          <DateText value={endDate} now={now} />
        </>
      )}
    </span>
  )
}
