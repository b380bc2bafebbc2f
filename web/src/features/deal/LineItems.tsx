/** What is sold: rows with quantity and total, by the server. */
import { Package, Plus, X } from "lucide-react"
import { Suspense, useState } from "react"
import { useDirectory } from "@/lib/directory"
import { part } from "@/lib/part"
import { RelatedList } from "@/lib/record/RelatedList"
import { RelatedRow } from "@/lib/record/RelatedRow"
import { IconButton } from "@/ui/IconButton"
import { formatMoney } from "@/ui/money"
import { toast } from "@/ui/toast"
import type { DealEditor, DealRecord } from "./DealProperties"

const LineItemForm = part(() => import("./LineItemForm"), "LineItemForm")

type Props = { deal: DealRecord; editor: DealEditor; readOnly: boolean }

export function LineItems({ deal, editor, readOnly }: Props) {
  const { baseCurrency } = useDirectory()
  const [adding, setAdding] = useState(false)
  const currency = deal.currency ?? baseCurrency
  const remove = (id: string) =>
    editor
      .save({ removeLineItems: [id] })
      .catch((problem: Error) =>
        toast.show({ tone: "problem", title: "Not removed.", description: problem.message }),
      )
  return (
    <RelatedList
      title="Line items"
      count={deal.lineItems.length}
      action={
        !readOnly && (
          <IconButton label="Add a line item" size="sm" onClick={() => setAdding(true)}>
            <Plus aria-hidden="true" />
          </IconButton>
        )
      }
    >
      {deal.lineItems.map(({ id, name, quantity, unitPrice, discountPercent, total }) => (
        <RelatedRow
          key={id}
          icon={<Package aria-hidden="true" />}
          title={
            <span className="flex gap-2">
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="tabular-nums">{formatMoney(total, currency)}</span>
            </span>
          }
          subtitle={`${quantity} × ${formatMoney(unitPrice, currency)}${Number(discountPercent) > 0 ? `, ${discountPercent} % off` : ""}`}
          action={
            !readOnly && (
              <IconButton label={`Remove ${name}`} size="sm" onClick={() => void remove(id)}>
                <X className="size-3.5!" aria-hidden="true" />
              </IconButton>
            )
          }
        />
      ))}
      {deal.lineItems.length === 0 && (
        <li className="pb-1 text-muted-foreground text-xs">None yet. The amount is typed by hand.</li>
      )}
      {adding && (
        <Suspense>
          <LineItemForm editor={editor} currency={currency} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </RelatedList>
  )
}
