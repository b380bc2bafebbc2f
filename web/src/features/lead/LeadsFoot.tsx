/** The totals of all leads of the view, by the server; nothing where a total would be of other rows. */
import type { LeadTotalsQuery } from "@/gql/graphql"
import { TableCell } from "@/ui/TableCell"
import { TableFoot } from "@/ui/TableFoot"

type Props = { totals: LeadTotalsQuery | undefined; total: number | null }

const words = (count: number) => `${count.toLocaleString("en-GB")} ${count === 1 ? "lead" : "leads"}`

export function LeadsFoot({ totals, total }: Props) {
  const known = totals && totals.shown.count === total ? totals : undefined
  return (
    <TableFoot>
      <TableCell pin="check" />
      <TableCell pin="name">{total === null ? "" : words(total)}</TableCell>
      <TableCell className="col-span-2">
        {known && `${known.unowned.count} without a responsible person`}
      </TableCell>
      <TableCell className="col-span-3" />
      <TableCell className="col-span-3">
        {known && `${known.idle.count} without next step, ${known.late.count} overdue`}
      </TableCell>
    </TableFoot>
  )
}
