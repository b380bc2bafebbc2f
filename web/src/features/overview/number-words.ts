/** Numbers in words: minutes, shares, counts, days. */
import { span } from "@/ui/clock-words"

const share = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 1 })
const short = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 })

export const none = "–"

/** "22 m", "1 h 36 m". */
export const minutesWords = (minutes: number | null | undefined) =>
  minutes == null ? none : span(minutes * 60_000)

/** "8.4 %" for 0.084. */
export const shareWords = (rate: number | null | undefined) =>
  rate == null ? none : share.format(rate).replace("%", " %")

export const countWords = (count: number) => count.toLocaleString("en-GB")

/** "1 person", "2 people". */
export const counted = (count: number, one: string, many: string) =>
  `${countWords(count)} ${count === 1 ? one : many}`

/** "2 d". */
export const daysWords = (days: number | null | undefined) =>
  days == null ? none : `${short.format(days)} d`

/** What a day of the trend says in a table: minutes to one decimal. */
export const decimal = (value: number | null | undefined) => (value == null ? null : short.format(value))
