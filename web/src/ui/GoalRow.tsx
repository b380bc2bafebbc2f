import type { ReactNode } from "react"
import { Meter } from "./Meter"

export type GoalRowProps = {
  label: ReactNode
  /** Such as "6 of 8". */
  value: ReactNode
  share: number
  /** Where it should be by now, from 0 to 100. */
  mark?: number
}

/** A goal with how far it is. */
export function GoalRow({ label, value, share, mark }: GoalRowProps) {
  return (
    <div className="py-1.5">
      <div className="flex items-baseline justify-between gap-2">
        <span>{label}</span>
        <span className="font-medium tabular-nums">{value}</span>
      </div>
      <Meter share={share} mark={mark} className="mt-1.5" />
    </div>
  )
}
