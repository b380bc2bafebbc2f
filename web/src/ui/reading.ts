/** What was understood of something typed, or why not and how to write it. */
export type Reading = { value: string; words: string; problem?: undefined } | { problem: string }

/** Reads what a person types as their browser's language writes it. */
export type Reader = {
  /** The value as the API takes it and words that say it without doubt; both are empty for nothing typed. */
  read: (typed: string) => Reading
  /** A value of the API as the person would type it. */
  written: (value: string | null | undefined) => string
  /** How to write it: "1.234,56". */
  example: string
}

/** The language that the person's browser writes numbers and dates in. */
export const personalLocale = () => navigator.languages?.[0] ?? navigator.language

/** Digits of any script, and full-width letters and marks, as plain ones; without marks of direction. */
export function plainText(typed: string): string {
  const text = typed.normalize("NFKC").replace(/[\u061c\u200e\u200f\u2066-\u2069]/g, "")
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
    return String(code - zero)
  })
}

/** For comparing words: without accents, dots and case. */
export const plainWord = (word: string) =>
  word
    .normalize("NFD")
    .replace(/[\p{M}.॰]/gu, "")
    .trim()
    .toLowerCase()
