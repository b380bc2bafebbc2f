/** Adds a row of what is sold: a product, or a name and a price. */
import { type FormEvent, useState } from "react"
import { useDirectory } from "@/lib/directory"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { formatMoney } from "@/ui/money"
import { NumberInput } from "@/ui/NumberInput"
import { Picker } from "@/ui/Picker"
import { PickerButton } from "@/ui/PickerButton"
import type { DealEditor } from "./DealProperties"

type Props = { editor: DealEditor; currency: string; onClose: () => void }

export function LineItemForm({ editor, currency, onClose }: Props) {
  const { products, product } = useDirectory()
  const [productId, setProductId] = useState<string | null>(null)
  const [name, setName] = useState("")
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const given = (field: string) => String(form.get(field) ?? "")
    setBusy(true)
    try {
      await editor.save({
        addLineItems: [
          {
            productId,
            name: productId ? null : name.trim(),
            quantity: given("quantity"),
            unitPrice: given("unitPrice") || null,
            discountPercent: given("discountPercent") || null,
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
              onChange={setProductId}
              trigger={<PickerButton {...control}>{product(productId)?.name}</PickerButton>}
            />
          )}
        </Field>
        {!productId && (
          <Field label="Or a name" className="col-span-full">
            {(control) => (
              <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
        )}
        <Field label="Quantity" required>
          {(control) => <NumberInput {...control} required name="quantity" decimals={4} defaultValue="1" />}
        </Field>
        <Field label="Unit price">
          {(control) => (
            <NumberInput
              {...control}
              // Another product begins with its own price.
              key={productId}
              required={!productId}
              name="unitPrice"
              currency={currency}
              defaultValue={product(productId)?.unitPrice}
            />
          )}
        </Field>
        <Field label="Discount, %">
          {(control) => <NumberInput {...control} name="discountPercent" decimals={4} />}
        </Field>
        <div className="col-span-full flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!productId && !name.trim()}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
