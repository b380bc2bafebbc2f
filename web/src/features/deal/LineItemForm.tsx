/** Adds a row of what is sold: a product, or a name and a price. */
import { type FormEvent, useState } from "react"
import { useDirectory } from "@/lib/directory"
import { plainAmount } from "@/lib/record/PropertyMoney"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { formatMoney } from "@/ui/money"
import { Picker } from "@/ui/Picker"
import { PickerButton } from "@/ui/PickerButton"
import type { DealEditor } from "./DealProperties"

type Props = { editor: DealEditor; currency: string; onClose: () => void }

export function LineItemForm({ editor, currency, onClose }: Props) {
  const { products, product } = useDirectory()
  const [productId, setProductId] = useState<string | null>(null)
  const [typed, setTyped] = useState({ name: "", quantity: "1", unitPrice: "", discountPercent: "" })
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const type = (patch: Partial<typeof typed>) => setTyped({ ...typed, ...patch })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const { name, quantity, unitPrice, discountPercent } = typed
    try {
      await editor.save({
        addLineItems: [
          {
            productId,
            name: productId ? null : name.trim(),
            quantity: plainAmount(quantity),
            unitPrice: unitPrice ? plainAmount(unitPrice) : null,
            discountPercent: discountPercent ? plainAmount(discountPercent) : null,
          },
        ],
      })
      onClose()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "Not added.")
      setBusy(false)
    }
  }
  const options = products.map(({ id, name, unitPrice, currency: own }) => ({
    id,
    label: name,
    hint: unitPrice ? formatMoney(unitPrice, own ?? currency) : undefined,
  }))
  return (
    <Dialog open onOpenChange={onClose} title="Add a line item" size="sm" guarded>
      <form onSubmit={submit} className="grid grid-cols-3 gap-4">
        {problem && (
          <p role="alert" className="col-span-full text-danger-text">
            {problem}
          </p>
        )}
        <Field label="Product" className="col-span-full">
          {(control) => (
            <Picker
              label="Product"
              options={options}
              value={productId}
              onChange={(id) => {
                setProductId(id)
                type({ unitPrice: product(id)?.unitPrice?.replace(/\.00$/, "") ?? "" })
              }}
              trigger={<PickerButton {...control}>{product(productId)?.name}</PickerButton>}
            />
          )}
        </Field>
        {!productId && (
          <Field label="Or a name" className="col-span-full">
            {(control) => (
              <Input
                {...control}
                value={typed.name}
                onChange={(event) => type({ name: event.target.value })}
              />
            )}
          </Field>
        )}
        <Field label="Quantity" required>
          {(control) => (
            <Input
              {...control}
              required
              inputMode="decimal"
              value={typed.quantity}
              onChange={(event) => type({ quantity: event.target.value })}
            />
          )}
        </Field>
        <Field label="Unit price">
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              required={!productId}
              value={typed.unitPrice}
              onChange={(event) => type({ unitPrice: event.target.value })}
            />
          )}
        </Field>
        <Field label="Discount, %">
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={typed.discountPercent}
              onChange={(event) => type({ discountPercent: event.target.value })}
            />
          )}
        </Field>
        <div className="col-span-full flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!productId && !typed.name.trim()}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
