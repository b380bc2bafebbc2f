import { expect, test } from "vitest"
import { dateReader } from "./read-date"

const today = new Date(2026, 10, 19)
const value = (locale: string, typed: string, time = false) => {
  const reading = dateReader({ locale, today, time }).read(typed)
  return reading.problem === undefined ? reading.value : "?"
}

test.each([
  ...["en-GB", "en-US", "de-DE", "fr-FR", "pt-BR", "en-IN", "ja-JP", "sv-SE"].flatMap((locale) => [
    [locale, "2026-12-24", "2026-12-24"],
    [locale, "24.12.2026", "2026-12-24"],
    [locale, "24/12/2026", "2026-12-24"],
    [locale, "24-12-2026", "2026-12-24"],
    [locale, "24 Dec 2026", "2026-12-24"],
    [locale, "December 24th, 2026", "2026-12-24"],
    [locale, "20261224", "2026-12-24"],
    [locale, "24122026", "2026-12-24"],
    [locale, "today", "2026-11-19"],
    [locale, "Tomorrow", "2026-11-20"],
    [locale, "", ""],
  ]),
  // What could be either is read by the language.
  ["en-GB", "3/4/2026", "2026-04-03"],
  ["en-US", "3/4/2026", "2026-03-04"],
  ["de-DE", "3.4.2026", "2026-04-03"],
  ["ja-JP", "2026/3/4", "2026-03-04"],
  ["ja-JP", "26/3/4", "2026-03-04"],
  ["en-GB", "3/4/26", "2026-04-03"],
  // Without its year, the nearest.
  ["de-DE", "24.12.", "2026-12-24"],
  ["de-DE", "3.1.", "2027-01-03"],
  ["en-US", "12/24", "2026-12-24"],
  ["en-GB", "24 dec", "2026-12-24"],
  ["ja-JP", "12月24日", "2026-12-24"],
  // In words.
  ["de-DE", "24. Dezember 2026", "2026-12-24"],
  ["de-DE", "24. Dez. 26", "2026-12-24"],
  ["de-DE", "3. März 2027", "2027-03-03"],
  ["de-DE", "Do, 24.12.2026", "2026-12-24"],
  ["de-DE", "morgen", "2026-11-20"],
  ["fr-FR", "24 décembre 2026", "2026-12-24"],
  ["fr-FR", "24 decembre", "2026-12-24"],
  ["fr-FR", "aujourd’hui", "2026-11-19"],
  ["pt-BR", "24 de dezembro de 2026", "2026-12-24"],
  ["pt-BR", "amanhã", "2026-11-20"],
  ["ja-JP", "2026年12月24日", "2026-12-24"],
  ["ja-JP", "２０２６／１２／２４", "2026-12-24"],
  ["ja-JP", "明日", "2026-11-20"],
  // What is no date is not one.
  ...[
    "31.2.2026",
    "29.2.2026",
    "24.13.2026",
    "0.1.2026",
    "24.12.20266",
    "24.12.202",
    "soon",
    "12",
    "2026",
    "24 dec dec",
    "1.2.3.4",
    "24.12.2026 14:30",
  ].map((typed) => ["de-DE", typed, "?"]),
])("in %s, “%s” is %s", (locale, typed, read) => {
  expect(value(locale as string, typed as string)).toBe(read)
})

test.each([
  ["de-DE", "24.12.2026 14:30", "2026-12-24T14:30"],
  ["de-DE", "24.12.2026, 14 Uhr", "2026-12-24T14:00"],
  ["de-DE", "morgen um 8:15", "2026-11-20T08:15"],
  ["en-US", "12/24/2026 2:30 pm", "2026-12-24T14:30"],
  ["en-US", "tomorrow 12am", "2026-11-20T00:00"],
  ["en-GB", "24 Dec 2026 9am", "2026-12-24T09:00"],
  ["fr-FR", "24/12/2026 à 14h30", "2026-12-24T14:30"],
  ["pt-BR", "24/12/2026 às 14h30", "2026-12-24T14:30"],
  ["ja-JP", "2026/12/24 14:30", "2026-12-24T14:30"],
  ["ja-JP", "2026-12-24T14:30", "2026-12-24T14:30"],
  // Without a time, in the morning.
  ["de-DE", "24.12.2026", "2026-12-24T09:00"],
  ["de-DE", "24.12.2026 25:00", "?"],
  ["de-DE", "14:30", "?"],
])("with a time, in %s, “%s” is %s", (locale, typed, read) => {
  expect(value(locale, typed, true)).toBe(read)
})

test("what was understood is said with the day of the week and the year", () => {
  expect(dateReader({ locale: "en-US", today }).read("3/4/26")).toMatchObject({ words: "Wed 4 Mar 2026" })
  expect(dateReader({ locale: "de-DE", today, time: true }).read("morgen")).toMatchObject({
    words: "Fri 20 Nov 2026 at 09:00",
  })
})

test("what cannot be read says how to write it, in the person's language", () => {
  expect(dateReader({ locale: "de-DE", today }).read("31.2.2026")).toEqual({
    problem: "“31.2.2026” cannot be read as a date. Write it like 24.12.2026.",
  })
  expect(dateReader({ locale: "en-US", today, time: true }).read("soon")).toEqual({
    problem: "“soon” cannot be read as a date. Write it like 12/24/2026 14:30.",
  })
})

test.each([
  "en-GB",
  "en-US",
  "de-DE",
  "fr-FR",
  "pt-BR",
  "en-IN",
  "ja-JP",
  "sv-SE",
  "ar-EG",
  "fa-IR",
  "th-TH",
  "hu-HU",
  "ko-KR",
])("what is edited in %s reads as what it was", (locale) => {
  for (const value of ["2026-12-24", "2026-03-04", "2031-01-31"]) {
    const { read, written } = dateReader({ locale, today })
    expect(read(written(value))).toMatchObject({ value })
  }
  const { read, written } = dateReader({ locale, today, time: true })
  expect(read(written("2026-03-04T17:05"))).toMatchObject({ value: "2026-03-04T17:05" })
})
