import { expect, test } from "vitest"
import { currencyDecimals, numberReader } from "./read-number"

const value = (locale: string, typed: string, kind: object = { currency: "EUR" }) => {
  const reading = numberReader({ locale, ...kind }).read(typed)
  return reading.problem === undefined ? reading.value : "?"
}

test.each([
  // The same in every language: only one reading makes a number.
  ...["en-GB", "en-US", "de-DE", "fr-FR", "pt-BR", "en-IN", "ja-JP", "de-CH"].flatMap((locale) => [
    [locale, "64000", "64000"],
    [locale, "64000.50", "64000.5"],
    [locale, "64000,50", "64000.5"],
    [locale, "1.234,56", "1234.56"],
    [locale, "1,234.56", "1234.56"],
    [locale, "1.234.567", "1234567"],
    [locale, "1,234,567", "1234567"],
    [locale, "1 234 567,8", "1234567.8"],
    [locale, "12 500", "12500"],
    [locale, "12\u202f500,25", "12500.25"],
    [locale, "1'234.50", "1234.5"],
    [locale, "1’234’567", "1234567"],
    [locale, "12,5", "12.5"],
    [locale, "0,5", "0.5"],
    [locale, ".5", "0.5"],
    [locale, "12.", "12"],
    [locale, "007", "7"],
    [locale, "-40", "-40"],
    [locale, "−40,5", "-40.5"],
    [locale, "-0", "0"],
    [locale, "+40", "40"],
    [locale, "45k", "45000"],
    [locale, "45.5 K", "45500"],
    [locale, "45,5k", "45500"],
    [locale, "1.2m", "1200000"],
    [locale, "2 Mio.", "2000000"],
    [locale, "€ 64,5", "64.5"],
    [locale, "64,5 €", "64.5"],
    [locale, "EUR 64.000,00", "64000"],
    [locale, "64,000.00 eur", "64000"],
    [locale, "１２５００", "12500"],
    [locale, "12345678901234567.89", "12345678901234567.89"],
    [locale, "", ""],
    [locale, "  ", ""],
  ]),
  // What could be either is read by the language.
  ["de-DE", "1.234", "1234"],
  ["de-DE", "12.500", "12500"],
  ["pt-BR", "12.500", "12500"],
  ["en-GB", "1,234", "1234"],
  ["en-US", "12,500", "12500"],
  ["en-IN", "12,500", "12500"],
  ["ja-JP", "12,500", "12500"],
  ["de-CH", "12’500", "12500"],
  // A mark that the language does not use, before what cannot be decimals of this currency.
  ["fr-FR", "12.500", "12500"],
  ["de-CH", "12,500", "12500"],
  // Decimals that the currency does not have are not guessed away.
  ["en-GB", "12.500", "?"],
  ["en-GB", "1234.500", "1234.5"],
  ["en-GB", "1.234", "?"],
  ["de-DE", "1,234", "?"],
  ["fr-FR", "1,234", "?"],
  // Languages' own words and groups.
  ["en-IN", "12,34,567.50", "1234567.5"],
  ["en-IN", "2.5 lakh", "250000"],
  ["en-IN", "3 Cr", "30000000"],
  ["de-DE", "45 Tsd.", "45000"],
  ["de-DE", "1,5 Mio. €", "1500000"],
  ["de-DE", "2 Mrd", "2000000000"],
  ["fr-FR", "45 k€", "45000"],
  ["fr-FR", "1,5 M", "1500000"],
  ["pt-BR", "45 mil", "45000"],
  ["pt-BR", "1,5 milhão", "1500000"],
  ["pt-BR", "1,5 mi", "1500000"],
  ["ar-EG", "١٢٬٥٠٠٫٢٥", "12500.25"],
  ["hi-IN", "१२,५००", "12500"],
  // What cannot be read is not written.
  ...[
    "abc",
    "12.5.00",
    "1,2,3",
    "12,3456,789",
    "1.234,567,8",
    "12 3",
    "45q",
    "1e3",
    "NaN",
    "12-3",
    "--4",
    "$12",
    "12 USD",
    "€",
    ",",
  ].map((typed) => ["de-DE", typed, "?"]),
])("in %s, “%s” is %s", (locale, typed, read) => {
  expect(value(locale as string, typed as string)).toBe(read)
})

test.each([
  ["ja-JP", "¥12,500", "JPY", "12500"],
  ["ja-JP", "￥１２，５００", "JPY", "12500"],
  ["ja-JP", "1.5万", "JPY", "15000"],
  ["ja-JP", "3億円", "JPY", "?"],
  ["ja-JP", "3億", "JPY", "300000000"],
  ["ja-JP", "1.5", "JPY", "?"],
  ["ja-JP", "1,500.00", "JPY", "1500"],
  ["de-DE", "1.234", "JPY", "1234"],
  ["en-GB", "1.234", "KWD", "1.234"],
  ["de-DE", "1,234", "KWD", "1.234"],
  ["de-DE", "1.234", "KWD", "1234"],
  ["de-DE", "1,2345", "KWD", "?"],
  ["pt-BR", "R$ 12.500,90", "BRL", "12500.9"],
  ["en-IN", "₹2.5L", "INR", "250000"],
  ["da-DK", "12.500 kr", "DKK", "12500"],
  ["en-GB", "US$12", "EUR", "?"],
])("in %s, “%s” as %s is %s", (locale, typed, currency, read) => {
  expect(value(locale, typed, { currency })).toBe(read)
})

test("currencies have their own decimals", () => {
  expect(["JPY", "EUR", "KWD", "EU"].map(currencyDecimals)).toEqual([0, 2, 3, 2])
})

test.each([
  ["de-DE", "1.234", "1234"],
  ["en-GB", "1,234", "1234"],
  ["en-GB", "1.0", "1"],
  ["en-GB", "1.5", "?"],
  ["de-DE", "3.000.000.000", "?"],
  ["de-DE", "45k", "45000"],
])("a whole number, in %s: “%s” is %s", (locale, typed, read) => {
  expect(value(locale, typed, {})).toBe(read)
})

test.each([
  ["de-DE", "1.234", "1234"],
  ["de-DE", "1,234", "1.234"],
  ["en-GB", "1.234", "1.234"],
  ["fr-FR", "1.234", "1.234"],
  ["de-DE", "12,5 %", "12.5"],
])("a number with decimals, in %s: “%s” is %s", (locale, typed, read) => {
  expect(value(locale, typed, { decimals: 4 })).toBe(read)
})

test("what was understood is said so that thousands are not taken for decimals", () => {
  const words = (locale: string, typed: string, kind: object) => {
    const reading = numberReader({ locale, ...kind }).read(typed)
    return reading.problem ?? reading.words
  }
  expect(words("de-DE", "1.234", { currency: "EUR" })).toBe("€1,234.00")
  expect(words("de-DE", "1.234", { currency: "KWD" })).toBe("KWD\u00a01,234.000")
  expect(words("en-GB", "1.234", { currency: "KWD" })).toBe("KWD\u00a01.234")
  expect(words("ja-JP", "12,500", { currency: "JPY" })).toBe("¥12,500")
  expect(words("de-DE", "1.234", { decimals: 4 })).toBe("1\u202f234")
  expect(words("de-DE", "1,234", { decimals: 4 })).toBe("1.234")
})

test("what cannot be read says how to write it, in the person's language", () => {
  const problem = (locale: string, typed: string, kind: object) => {
    const reading = numberReader({ locale, ...kind }).read(typed)
    return reading.problem
  }
  expect(problem("de-DE", "12.5.00", { currency: "EUR" })).toBe(
    "“12.5.00” cannot be read as a number. Write it like 1.234,50.",
  )
  expect(problem("en-GB", "1.234", { currency: "EUR" })).toBe(
    "EUR has at most 2 decimals. Write it like 1,234.50.",
  )
  expect(problem("ja-JP", "1.5", { currency: "JPY" })).toBe("JPY has no decimals. Write it like 1,234.")
  expect(problem("de-DE", "$12", { currency: "EUR" })).toBe(
    "This amount is in EUR: write it without another currency, like 1.234,50.",
  )
  expect(problem("de-DE", "3.000.000.000", {})).toBe("It is at most 2.147.483.647.")
})

test.each(["en-GB", "de-DE", "fr-FR", "pt-BR", "en-IN", "ja-JP", "de-CH", "ar-EG", "sv-SE"])(
  "what is edited in %s reads as what it was",
  (locale) => {
    for (const [kind, values] of [
      [{ currency: "EUR" }, ["9300", "9300.5", "1234.25", "-12.3", "0.99", "12345678901234567.89"]],
      [{ currency: "KWD" }, ["1.234", "1234", "12.5"]],
      [{ currency: "JPY" }, ["1234", "12500"]],
      [{ decimals: 4 }, ["1.234", "1234", "0.0625"]],
      [{}, ["1234", "7"]],
    ] as const) {
      const { read, written } = numberReader({ locale, ...kind })
      for (const value of values) expect(read(written(value))).toMatchObject({ value })
    }
  },
)

test("an amount is edited with the decimals of its currency, or none", () => {
  expect(numberReader({ locale: "de-DE", currency: "EUR" }).written("9300.50")).toBe("9300,50")
  expect(numberReader({ locale: "de-DE", currency: "EUR" }).written("9300.00")).toBe("9300")
  expect(numberReader({ locale: "de-DE", currency: "EUR" }).written(null)).toBe("")
})
