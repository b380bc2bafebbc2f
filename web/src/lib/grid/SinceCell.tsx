/** The day that something happened to a row's record. */
import { DateText } from "@/ui/DateText"
import { useMinute } from "../clock"

export const SinceCell = ({ value }: { value: string | null | undefined }) => (
  <DateText value={value} now={useMinute()} className="text-muted-foreground" />
)
