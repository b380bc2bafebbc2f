/** Dates as people type them: “24.12.2026”, “12/24”, “24 dec”, “tomorrow”, with a time where one is asked for. */
import { locale as shownIn } from "./dates"
import { personalLocale, plainText, plainWord, type Reader, type Reading } from "./reading"

export type DateKind = {
  /** With the time of day: the value is `2026-12-24T14:30`, here. */
  time?: boolean
  locale?: string
  /** What day it is. */
  today?: Date
}

type Day = { year: number; month: number; day: number }
type Order = "dmy" | "mdy" | "ymd"

const two = (number: number) => String(number).padStart(2, "0")
const numeric = {
  calendar: "gregory",
  numberingSystem: "latn",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
} as const

function orderOf(locale: string): Order {
  const parts = new Intl.DateTimeFormat(locale, numeric).formatToParts(0)
  const order = parts.map(({ type }) => type.charAt(0)).filter((letter) => "dmy".includes(letter))
  return order.join("") as Order
}

/** Months by their names, whole and short, of the language and of English. */
function monthsOf(locale: string): [string, number][] {
  return [locale, "en"].flatMap((language) =>
    (["long", "short"] as const).flatMap((month) =>
      Array.from({ length: 12 }, (_, at): [string, number][] => {
        const date = new Date(2026, at, 15)
        const alone = new Intl.DateTimeFormat(language, { month, calendar: "gregory" }).format(date)
        const within = new Intl.DateTimeFormat(language, { month, day: "numeric", calendar: "gregory" })
          .formatToParts(date)
          .find(({ type }) => type === "month")?.value
        return [alone, within ?? alone].map((name) => [plainWord(plainText(name)), at + 1])
      }).flat(),
    ),
  )
}

/** The one month that is called so or whose name begins so. */
function monthNamed(word: string, locale: string): number | undefined {
  if (!/^\p{L}+$/u.test(word)) return undefined
  const names = monthsOf(locale)
  const exact = names.find(([name]) => name === word)
  if (exact) return exact[1]
  const begun = new Set(
    names.flatMap(([name, month]) => (word.length > 2 && name.startsWith(word) ? month : [])),
  )
  return begun.size === 1 ? [...begun][0] : undefined
}

/** “today”, “tomorrow” and “yesterday”, in the language and in English: days from today. */
function relativeDay(text: string, locale: string): number | undefined {
  const word = plainWord(text)
  return [0, 1, -1].find((days) =>
    [locale, "en"].some((language) => {
      const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" })
      return plainWord(format.format(days, "day")) === word
    }),
  )
}

const isReal = ({ year, month, day }: Day) => {
  const date = new Date(year, month - 1, day)
  return date.getMonth() === month - 1 && date.getDate() === day && year >= 1900 && year < 2200
}

const yearOf = (digits: string) =>
  digits.length > 2 ? Number(digits) : Number(digits) + (Number(digits) < 70 ? 2000 : 1900)

/** A day without its year is the one that is nearest to today. */
function nearest(month: number, day: number, today: Date): Day | undefined {
  const year = today.getFullYear()
  const away = (one: Day) => Math.abs(new Date(one.year, month - 1, day).getTime() - today.getTime())
  return [year, year + 1, year - 1]
    .map((year) => ({ year, month, day }))
    .filter(isReal)
    .sort((a, b) => away(a) - away(b))[0]
}

/** Three numbers in the order of the language, unless only another order makes a date. */
function dayOfNumbers(numbers: string[], order: Order, today: Date): Day | undefined {
  const [a = "", b = "", c = ""] = numbers
  const dayFirst = order === "dmy" ? [1, 0] : [0, 1]
  if (numbers.length === 2) {
    const [month = 0, day = 0] = dayFirst.map((at) => Number(numbers[at]))
    return nearest(month, day, today) ?? nearest(day, month, today)
  }
  if (numbers.length !== 3) return undefined
  const ymd = { year: yearOf(a), month: Number(b), day: Number(c) }
  if (a.length === 4 || (order === "ymd" && c.length <= 2 && isReal(ymd))) return ymd
  const [month = 0, day = 0] = (order === "mdy" ? [0, 1] : [1, 0]).map((at) => Number(numbers[at]))
  const year = yearOf(c)
  return [
    { year, month, day },
    { year, month: day, day: month },
  ].find(isReal)
}

/** Small words between the parts of a date, and the names of its day. */
const isFiller = (word: string) => /^(st|nd|rd|th|de|du|of|the|den|del|le|am|el)$/.test(word)

function dayOf(text: string, locale: string, today: Date): Day | undefined {
  const days = relativeDay(text, locale)
  if (days !== undefined) {
    const at = new Date(today.getFullYear(), today.getMonth(), today.getDate() + days)
    return { year: at.getFullYear(), month: at.getMonth() + 1, day: at.getDate() }
  }
  const order = orderOf(locale)
  const marked = text.replace(/[年月日년월일]/gu, "/")
  const numbers = marked.match(/\d+/g) ?? []
  const words = (marked.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []).map(plainWord).filter((word) => !isFiller(word))
  const digits = numbers[0] ?? ""
  if (words.length === 0 && numbers.length === 1 && digits.length === 8) {
    const cut = (...at: number[]) => at.map((from, index) => digits.slice(from, at[index + 1] ?? 8))
    return [cut(0, 4, 6), cut(0, 2, 4)]
      .map((parts) => dayOfNumbers(parts, order, today))
      .find((one) => one && isReal(one))
  }
  if (numbers.some((one) => one.length > 4 || one.length === 3)) return undefined
  const named = words.flatMap((word) => monthNamed(word, locale) ?? [])
  const strange = words.filter((word) => monthNamed(word, locale) === undefined && !isWeekday(word, locale))
  if (strange.length > 0) return undefined
  const [month] = named
  if (month === undefined) return dayOfNumbers(numbers, /年|년/.test(text) ? "ymd" : order, today)
  if (named.length > 1) return undefined
  const [first = "", second] = numbers
  if (numbers.length === 1) return nearest(month, Number(first), today)
  if (numbers.length !== 2 || second === undefined) return undefined
  const [day, year] = first.length === 4 ? [second, first] : [first, second]
  return { year: yearOf(year), month, day: Number(day) }
}

const isWeekday = (word: string, locale: string) =>
  [locale, "en"].some((language) =>
    (["long", "short"] as const).some((weekday) =>
      Array.from({ length: 7 }, (_, at) =>
        plainWord(new Intl.DateTimeFormat(language, { weekday }).format(new Date(2026, 0, 4 + at))),
      ).includes(word),
    ),
  )

/** A time of day at the end of a text, and what stands before it. */
function timeOf(text: string): { rest: string; time?: string } | null {
  const found =
    /^(.*?)(?:^|[\sT,]+)(?:(?:um|at|à|às|kl\.?)\s+)?(\d{1,2})(?:(?:[:h](\d{2})(?::\d{2}(?:\.\d+)?)?)\s*(am|pm|uhr|h)?|\s*(am|pm|uhr|h|時)(?:\s*(\d{2})分)?)\.?$/i.exec(
      text,
    )
  if (!found) return { rest: text }
  const [, rest = "", hours = "", minutes, mark = "", other = "", parts] = found
  const half = (mark || other).toLowerCase()
  const turn = half === "pm" && Number(hours) < 12 ? 12 : half === "am" && hours === "12" ? -12 : 0
  const hour = Number(hours) + turn
  const minute = Number(minutes ?? parts ?? 0)
  if (hour > 23 || minute > 59 || (half.endsWith("m") && Number(hours) > 12)) return null
  return { rest, time: `${two(hour)}:${two(minute)}` }
}

const nine = "09:00"

export function dateReader({ time = false, locale = personalLocale(), today }: DateKind = {}): Reader {
  const words = new Intl.DateTimeFormat(shownIn, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  })
  const form = new Intl.DateTimeFormat(locale, numeric)
  const now = () => today ?? new Date()
  const example = `${form.format(new Date(now().getFullYear(), 11, 24))}${time ? " 14:30" : ""}`

  function read(typed: string): Reading {
    const text = plainText(typed).trim()
    if (text === "") return { value: "", words: "" }
    const unread = { problem: `“${typed.trim()}” cannot be read as a date. Write it like ${example}.` }
    const parts = time ? timeOf(text) : { rest: text }
    const day = parts && dayOf(parts.rest.replace(/[,.\s]+$/, ""), locale, now())
    if (!day || !isReal(day)) return unread
    const plain = `${day.year}-${two(day.month)}-${two(day.day)}`
    const said = words.format(new Date(day.year, day.month - 1, day.day)).replace(/,/g, "")
    if (!time) return { value: plain, words: said }
    const at = parts.time ?? nine
    return { value: `${plain}T${at}`, words: `${said} at ${at}` }
  }

  return {
    read,
    example,
    written: (value) => {
      const found = /^(\d+)-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(value ?? "")
      if (!found) return ""
      const [, year, month, day, at] = found
      const date = form.format(new Date(Number(year), Number(month) - 1, Number(day)))
      return time && at ? `${date} ${at}` : date
    },
  }
}
