/** What lowers a grade: how many rows, which, and by how many points; each leads to them. */
import type { ReadinessOfFragment } from "@/gql/graphql"
import { cn } from "@/ui/cn"
import { countWords } from "./number-words"
import { RowsLink } from "./RowsLink"

type Props = { findings: ReadinessOfFragment["lowers"]; className?: string }

export function Findings({ findings, className }: Props) {
  return (
    <ul className={className}>
      {findings.map(({ label, count, points, rows }) => (
        <li key={label}>
          <RowsLink
            rows={rows}
            className={cn("flex items-baseline gap-2 py-1.5 max-md:min-h-11 max-md:items-center")}
          >
            <span className="min-w-5 text-right font-semibold tabular-nums">{countWords(count)}</span>
            <span className="min-w-0 flex-1 text-pretty font-medium">{label}</span>
            <span className="text-subtle-foreground text-xs tabular-nums">−{points} pt</span>
          </RowsLink>
        </li>
      ))}
    </ul>
  )
}
