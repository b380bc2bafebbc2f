import { act, cleanup, fireEvent, render, screen } from "@testing-library/react"
import type { ReactNode } from "react"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { PropertyDate } from "./PropertyDate"
import { PropertyMoney } from "./PropertyMoney"
import { PropertyNumber } from "./PropertyNumber"
import type { RecordEditor } from "./use-record-edit"

type Patch = { amount?: string; employees?: number; due?: string }
const save = vi.fn(async (_: Patch) => {})
const editor: RecordEditor<Patch> = { save, begin: () => {}, access: () => "WRITE", dialog: null }

beforeEach(() => {
  save.mockClear()
  vi.stubGlobal("navigator", { language: "de-DE", languages: ["de-DE"] })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const field = () => screen.getByRole("textbox") as HTMLInputElement
async function typed(property: ReactNode, text: string) {
  render(<dl>{property}</dl>)
  fireEvent.click(screen.getByRole("button"))
  const before = field().value
  fireEvent.change(field(), { target: { value: text } })
  const echo = screen.queryByRole("status")?.textContent
  await act(async () => void fireEvent.keyDown(field(), { key: "Enter" }))
  return { before, echo }
}
const shared = { editor, currency: "EUR" }
const amount = <PropertyMoney {...shared} field="amount" label="Amount" value="9300.50" />
const people = <PropertyNumber editor={editor} field="employees" label="People" value={1200} />
const date = <PropertyDate editor={editor} field="due" label="Due" value="2026-12-24" />

test.each([
  [amount, "12.500", "9300,50", "€12,500.00", { amount: "12500" }],
  [amount, "1.234,56", "9300,50", "€1,234.56", { amount: "1234.56" }],
  [amount, "45k", "9300,50", "€45,000.00", { amount: "45000" }],
  [people, "12.500", "1200", "12\u202f500", { employees: 12500 }],
  [date, "31.1.2027", "24.12.2026", "Sun 31 Jan 2027", { due: "2027-01-31" }],
])("%#: “%s” is said back and saved as it was meant", async (property, text, before, echo, patch) => {
  expect(await typed(property, text)).toEqual({ before, echo })
  expect(save).toHaveBeenCalledExactlyOnceWith(patch)
})

test.each([
  [amount, "12.5.00", "1.234,50"],
  [amount, "viel", "1.234,50"],
  [people, "viele", "1.234"],
  [people, "12,5", "1.234"],
  [date, "31.2.2026", ".12."],
  [date, "bald", ".12."],
])(
  "%#: “%s” is neither saved nor cleared, and the field says how to write it",
  async (property, text, example) => {
    await typed(property, text)
    expect(save).not.toHaveBeenCalled()
    expect(field().value).toBe(text)
    expect(screen.getByRole("alert").textContent).toContain(example)
  },
)

test("what is emptied on purpose is cleared", async () => {
  await typed(amount, " ")
  expect(save).toHaveBeenCalledExactlyOnceWith({ amount: null })
})
