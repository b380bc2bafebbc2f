/** Amounts and numbers as people type them: “12.500”, “1.234,56”, “45k”. A mark that could be either is read by their language. */
import { locale as shownIn } from "./dates"
import { personalLocale, plainText, plainWord, type Reader, type Reading } from "./reading"

export type NumberKind = {
  /** The currency of an amount, which says how many decimals it has. */
  currency?: string
  /** At most this many decimals; of an amount, those of its currency. */
  decimals?: number
  /** At most this much: what the API's whole numbers can hold, for one without decimals. */
  most?: number
  locale?: string
}

const largestInt = 2_147_483_647

type Marks = { group: string; decimal: string }

function marksOf(locale: string): Marks {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(-12_345_678.9)
  const mark = (type: string) => parts.find((part) => part.type === type)?.value ?? ""
  return { group: mark("group"), decimal: mark("decimal") }
}

/** How many decimals a currency has: JPY none, EUR two, KWD three. */
export function currencyDecimals(currency: string): number {
  try {
    const format = new Intl.NumberFormat("en", { style: "currency", currency })
    return format.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** Words for thousands and more with their zeros: those of the language, then those that are understood everywhere. */
function scalesOf(locale: string): Map<string, number> {
  const scales = new Map<string, number>()
  for (const compactDisplay of ["short", "long"] as const)
    for (let zeros = 3; zeros <= 12; zeros++) {
      const format = new Intl.NumberFormat(locale, {
        notation: "compact",
        compactDisplay,
        useGrouping: false,
      })
      const parts = format.formatToParts(10 ** zeros)
      const word = plainWord(parts.find(({ type }) => type === "compact")?.value ?? "")
      const count = plainText(parts.find(({ type }) => type === "integer")?.value ?? "")
      if (word && count && !scales.has(word)) scales.set(word, zeros - (count.length - 1))
    }
  const everywhere = {
    k: 3,
    tsd: 3,
    m: 6,
    mn: 6,
    mio: 6,
    mln: 6,
    million: 6,
    b: 9,
    bn: 9,
    mrd: 9,
    billion: 9,
  }
  for (const [word, zeros] of Object.entries(everywhere)) if (!scales.has(word)) scales.set(word, zeros)
  return scales
}

/** How a currency is called where it stands beside an amount. */
function namesOf(currency: string, locale: string): string[] {
  const names = [locale, "en-GB", "en-US"].flatMap((language) =>
    (["symbol", "narrowSymbol", "code"] as const).map((currencyDisplay) => {
      const format = new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay })
      return plainText(format.formatToParts(1).find(({ type }) => type === "currency")?.value ?? "")
    }),
  )
  // “kr.” is typed as “kr” too.
  const all = names.flatMap((name) => [name, name.replace(/\.$/, "")])
  return [...new Set(all)].filter(Boolean).sort((a, b) => b.length - a.length)
}

const without = (text: string, names: readonly string[]) => {
  const low = text.toLowerCase()
  for (const name of names.map((one) => one.toLowerCase())) {
    if (low.startsWith(name)) return text.slice(name.length).trim()
    if (low.endsWith(name)) return text.slice(0, -name.length).trim()
  }
  return text
}

/** Groups of three, or as in India of two and at the end of three, all parted by the same mark. */
const isGrouped = (text: string) =>
  /^\d+$/.test(text) ||
  /^[1-9]\d{0,2}([.,_])\d{3}(?:\1\d{3})*$/.test(text) ||
  /^[1-9]\d?([.,_])(?:\d{2}\1)+\d{3}$/.test(text)

const couldGroup = (before: string, after: string) => after.length === 3 && /^[1-9]\d{0,2}$/.test(before)

/** Digits before and after the decimal mark; null for what is no number. Spaces and apostrophes have become `_`. */
function split(text: string, marks: Marks, decimals: number): [string, string] | null {
  const at = Math.max(text.lastIndexOf("."), text.lastIndexOf(","))
  if (at < 0) return isGrouped(text) ? [text, ""] : null
  const mark = text.charAt(at)
  const before = text.slice(0, at)
  const after = text.slice(at + 1)
  if (!/^\d*$/.test(after)) return isGrouped(text) ? [text, ""] : null
  if (before.includes(mark)) return isGrouped(text) ? [text, ""] : null
  const other = mark !== marks.group && mark !== marks.decimal
  if (couldGroup(before, after) && (mark === marks.group || (other && decimals < 3)))
    return [before + after, ""]
  return isGrouped(before) || (before === "" && after !== "") ? [before, after] : null
}

/** Moves the decimal mark to the right, and takes out zeros that say nothing. */
function shifted(whole: string, part: string, zeros: number) {
  const digits = part.padEnd(zeros, "0")
  return {
    whole: (whole.replace(/\D/g, "") + digits.slice(0, zeros)).replace(/^0+(?=\d)/, "") || "0",
    part: digits.slice(zeros).replace(/0+$/, ""),
  }
}

export function numberReader({ decimals, most, locale = personalLocale(), ...kind }: NumberKind): Reader {
  const currency = /^[a-z]{3}$/i.test(kind.currency ?? "") ? kind.currency?.toUpperCase() : undefined
  const marks = marksOf(locale)
  const places = decimals ?? (currency ? currencyDecimals(currency) : 0)
  const largest = most ?? (currency || places > 0 ? undefined : largestInt)
  const written = (value: string, least = 0) =>
    new Intl.NumberFormat(locale, {
      useGrouping: false,
      minimumFractionDigits: least,
      maximumFractionDigits: 20,
    }).format(value as Intl.StringNumericLiteral)
  const example = new Intl.NumberFormat(locale, {
    minimumFractionDigits: Math.min(places, 2),
    maximumFractionDigits: places,
  }).format(places > 0 ? 1234.5 : 1234)
  const how = `Write it like ${example}.`

  function read(typed: string): Reading {
    const text = plainText(typed).trim()
    if (text === "") return { value: "", words: "" }
    const signed = /^([-−+])?\s*(.*)$/s.exec(text)
    const amount = without(signed?.[2] ?? "", currency ? namesOf(currency, locale) : ["%"])
    const foreign = currency && /\p{Sc}|^[A-Z]{3}\b|\b[A-Z]{3}$/u.test(amount)
    const unread = {
      problem: foreign
        ? `This amount is in ${currency}: write it without another currency, like ${example}.`
        : `“${typed.trim()}” cannot be read as a number. ${how}`,
    }
    const found = /^([\d.,\s'’٫٬]*\d[.,٫]?)\s*([^\d\s][^\d]*)?$/u.exec(amount)
    if (!found?.[1]) return unread
    const zeros = found[2] ? scalesOf(locale).get(plainWord(found[2])) : 0
    if (zeros === undefined) return unread
    const own = marks.decimal === "٫" ? "." : marks.decimal
    const shape = found[1].replace(/[\s'’٬]/gu, "_").replace(/٫/g, own)
    const parts = split(shape, { ...marks, decimal: own }, zeros > 0 ? 3 : places)
    if (!parts) return unread
    const { whole, part } = shifted(...parts, zeros)
    // Three decimals where there are fewer may be meant as thousands, also when they are zeros.
    const doubtful = zeros === 0 && places < 3 && couldGroup(...parts)
    if (part.length > places || doubtful)
      return {
        problem:
          places === 0
            ? `${currency ?? "It"} has no decimals. ${how}`
            : `${currency ?? "It"} has at most ${places} decimals. ${how}`,
      }
    const minus = /[-−]/.test(signed?.[1] ?? "") && /[1-9]/.test(whole + part) ? "-" : ""
    const value = `${minus}${whole}${part && `.${part}`}`
    if (largest !== undefined && Number(whole) > largest)
      return { problem: `It is at most ${new Intl.NumberFormat(locale).format(largest)}.` }
    return { value, words: currency ? moneyWords(value, currency) : numberWords(value) }
  }

  return {
    read,
    example,
    written: (value) => {
      if (value == null || value === "") return ""
      const whole = /^-?\d+(\.0*)?$/.test(value)
      return written(value, whole || !currency ? 0 : places)
    },
  }
}

/** With all its decimals, so that thousands are not taken for them. */
const moneyWords = (value: string, currency: string) =>
  new Intl.NumberFormat(shownIn, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(
    value as Intl.StringNumericLiteral,
  )

/** Groups by a narrow space: a point or a comma would be read differently from place to place. */
function numberWords(value: string): string {
  const [whole = "", part] = value.split(".")
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f")
  return part ? `${grouped}.${part}` : grouped
}
