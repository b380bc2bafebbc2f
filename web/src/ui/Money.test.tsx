import { cleanup, render, screen } from "@testing-library/react"
import { afterEach, expect, test } from "vitest"
import { Money } from "./Money"
import { formatMoney } from "./money"

afterEach(cleanup)

test.each([
  ["64000", "EUR", false, "€64,000"],
  ["64000.50", "EUR", false, "€64,000.50"],
  ["12345678901234567.89", "USD", false, "$12,345,678,901,234,567.89"],
  ["-40", "GBP", false, "-£40"],
  [84200, "EUR", true, "€84.2k"],
  ["337000", "EUR", true, "€337k"],
  ["2040000", "EUR", true, "€2.04m"],
  ["1500", "JPY", false, "¥1,500"],
  [null, "EUR", false, ""],
  ["none", "EUR", false, "none"],
])("%s %s, short %s, reads %s", (amount, currency, compact, words) => {
  expect(formatMoney(amount, currency, compact)).toBe(words)
})

test("a short sum has the full one as its tip", () => {
  render(<Money amount="337412" currency="EUR" compact />)
  expect(screen.getByText("€337k").title).toBe("€337,412")
})
