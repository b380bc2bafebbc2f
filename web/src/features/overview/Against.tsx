/** What a number was in the period before, and whether it went the right way. */
import { Minus, TrendingDown, TrendingUp } from "lucide-react"
import { Badge } from "@/ui/Badge"

type Props = {
  now: number | null | undefined
  before: number | null | undefined
  /** Which way is good. */
  better: "more" | "less"
  words: (value: number) => string
}

export function Against({ now, before, better, words }: Props) {
  if (now == null || before == null) return null
  if (now === before) return <Badge icon={<Minus aria-hidden="true" />}>same as before</Badge>
  const up = now > before
  const good = up === (better === "more")
  const Icon = up ? TrendingUp : TrendingDown
  return (
    <Badge tone={good ? "success" : "warning"} icon={<Icon aria-label={good ? "Better" : "Worse"} />}>
      was {words(before)}
    </Badge>
  )
}
