import { act, cleanup, fireEvent, render, screen } from "@testing-library/react"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { DateInput } from "./DateInput"
import { NumberInput } from "./NumberInput"

const speaks = (language: string) => vi.stubGlobal("navigator", { language, languages: [language] })
beforeEach(() => speaks("de-DE"))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const field = () => screen.getByRole("textbox") as HTMLInputElement
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })
const form = () => screen.getByRole("form") as HTMLFormElement
const sent = () => new FormData(form()).get("amount")

test("what was understood stands below the field before it is saved, and is what the form has", () => {
  render(
    <form aria-label="Deal">
      <NumberInput aria-label="Amount" name="amount" currency="EUR" />
    </form>,
  )
  type("1.234,5")
  expect(screen.getByRole("status").textContent).toBe("€1,234.50")
  expect(sent()).toBe("1234.5")
  expect(field().getAttribute("aria-describedby")).toBe(screen.getByRole("status").id)
  type("")
  expect(sent()).toBe("")
})

test("what cannot be read keeps the form from being sent, stays in the field, and says how to write it", () => {
  render(
    <form aria-label="Deal">
      <NumberInput aria-label="Amount" name="amount" currency="EUR" />
    </form>,
  )
  type("12.5.00")
  expect(screen.queryByRole("alert")).toBe(null)
  act(() => expect(form().reportValidity()).toBe(false))
  expect(screen.getByRole("alert").textContent).toContain("Write it like 1.234,50.")
  expect(field().getAttribute("aria-invalid")).toBe("true")
  expect(field().value).toBe("12.5.00")
  type("12,50")
  expect(form().reportValidity()).toBe(true)
})

test("it is said once the field is left, and another currency is another way to read it", () => {
  const { rerender } = render(<NumberInput aria-label="Amount" currency="EUR" />)
  type("1,234")
  fireEvent.blur(field())
  expect(screen.getByRole("alert").textContent).toContain("EUR has at most 2 decimals.")
  rerender(<NumberInput aria-label="Amount" currency="KWD" />)
  expect(screen.getByRole("status").textContent).toBe("KWD\u00a01.234")
})

test("a value is shown as the person would type it, and another takes its place unless something was typed", () => {
  const { rerender } = render(<NumberInput aria-label="Price" currency="EUR" defaultValue="1234.50" />)
  expect(field().value).toBe("1234,50")
  rerender(<NumberInput aria-label="Price" currency="EUR" defaultValue="99.00" />)
  expect(field().value).toBe("99")
  type("98")
  rerender(<NumberInput aria-label="Price" currency="EUR" defaultValue="97.00" />)
  expect(field().value).toBe("98")
})

test("a date is committed when it can be read and the field is left", () => {
  const onCommit = vi.fn()
  render(<DateInput aria-label="From" onCommit={onCommit} />)
  type("31.2.2026")
  fireEvent.blur(field())
  expect(onCommit).not.toHaveBeenCalled()
  type("24.12.2026")
  expect(screen.getByRole("status").textContent).toBe("Thu 24 Dec 2026")
  fireEvent.blur(field())
  expect(onCommit).toHaveBeenLastCalledWith("2026-12-24")
})

test("without a mouse the browser's own field takes its place, with the same value", () => {
  vi.spyOn(window, "matchMedia").mockImplementation(
    () => ({ matches: true, addEventListener: () => {}, removeEventListener: () => {} }) as never,
  )
  render(
    <form aria-label="Deal">
      <DateInput aria-label="Close date" name="amount" defaultValue="2026-12-24" />
    </form>,
  )
  const own = screen.getByLabelText("Close date") as HTMLInputElement
  expect([own.type, own.value]).toEqual(["date", "2026-12-24"])
  fireEvent.change(own, { target: { value: "2027-01-31" } })
  expect(sent()).toBe("2027-01-31")
})
