/** A calendar date of a record, edited in place. With `moment` the field is an instant: its time of day is kept. */
import { useMemo } from "react"
import { DateText } from "@/ui/DateText"
import { localDay } from "@/ui/dates"
import { dateReader } from "@/ui/read-date"
import { useMinute } from "../clock"
import { PropertyText } from "./PropertyText"
import type { RecordEditor } from "./use-record-edit"

type Props<Patch> = {
  editor: RecordEditor<Patch>
  field: keyof NoInfer<Patch> & string
  label: string
  value: string | null | undefined
  /** The field is a date and time. */
  moment?: boolean
  /** It has passed and matters. */
  late?: boolean
  readOnly?: boolean
}

/** The day that was chosen, at the time of day that the old value had, else at nine. */
function onDay(day: string, before: string | null | undefined) {
  const time = before ? new Date(before) : null
  const at = new Date(`${day}T09:00`)
  if (time) at.setHours(time.getHours(), time.getMinutes())
  return at.toISOString()
}

export function PropertyDate<Patch>({ value, moment, late, ...rest }: Props<Patch>) {
  const now = useMinute()
  const reader = useMemo(() => dateReader(), [])
  return (
    <PropertyText
      {...rest}
      reader={reader}
      pick="date"
      value={value && moment ? localDay(value) : value}
      parse={moment ? (day) => onDay(day, value) : undefined}
    >
      <DateText value={value} now={now} weekday time={moment} late={late} />
    </PropertyText>
  )
}
