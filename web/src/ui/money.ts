import { locale } from "./dates"

const formats = new Map<string, Intl.NumberFormat>()

/** An amount in its currency: "€64,000", "€64.50", or short "€84k", "€2.04m". Empty for none; as given if it is no number. */
export function formatMoney(
  amount: string | number | null | undefined,
  currency: string,
  compact = false,
): string {
  if (amount == null || amount === "") return ""
  const number = Number(amount)
  if (!Number.isFinite(number)) return String(amount)
  const format = formatFor(currency, compact)
  if (compact) {
    return format
      .formatToParts(number)
      .map((part) => (part.type === "compact" ? part.value.toLowerCase() : part.value))
      .join("")
  }
  // A decimal goes in as text, so that no digit is lost on the way.
  return format.format(typeof amount === "string" ? (amount as Intl.StringNumericLiteral) : amount)
}

function formatFor(currency: string, compact: boolean): Intl.NumberFormat {
  const key = `${currency} ${compact}`
  let format = formats.get(key)
  if (!format) {
    const base = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const
    format = new Intl.NumberFormat(
      locale,
      compact
        ? { ...base, notation: "compact", maximumSignificantDigits: 3 }
        : { ...base, trailingZeroDisplay: "stripIfInteger" },
    )
    formats.set(key, format)
  }
  return format
}
