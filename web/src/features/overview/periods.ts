/** The periods an overview can be asked for, as dates of the calendar. */
export const periods = [
  { id: "month", label: "This month", before: "the month before" },
  { id: "quarter", label: "This quarter", before: "the quarter before" },
  { id: "90-days", label: "Last 90 days", before: "the 90 days before" },
  { id: "12-months", label: "Last 12 months", before: "the 12 months before" },
] as const

export type PeriodId = (typeof periods)[number]["id"]

const iso = (at: Date) =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`

/** The first and the last day of a period that holds now. */
export function datesOf(period: PeriodId, now: number): { from: string; to: string } {
  const today = new Date(now)
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()]
  const starts: Record<PeriodId, Date> = {
    month: new Date(year, month, 1),
    quarter: new Date(year, month - (month % 3), 1),
    "90-days": new Date(year, month, day - 89),
    "12-months": new Date(year - 1, month, day + 1),
  }
  return { from: iso(starts[period]), to: iso(today) }
}
