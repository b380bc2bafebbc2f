import { useMemo } from "react"
import { dateReader } from "./read-date"
import { TypedInput, type TypedProps } from "./TypedInput"

export type DateInputProps = TypedProps & {
  /** With the time of day: the value is `2026-12-24T14:30`, here. */
  time?: boolean
}

/** A date, typed as the person's language writes it or chosen from the browser's calendar. */
export function DateInput({ time = false, ...rest }: DateInputProps) {
  const reader = useMemo(() => dateReader({ time }), [time])
  return <TypedInput {...rest} reader={reader} pick={time ? "datetime-local" : "date"} />
}
