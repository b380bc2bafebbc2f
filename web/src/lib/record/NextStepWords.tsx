/** The next step in words, above the timeline, where no task stands for it. */
import { NextActivity } from "@/ui/NextActivity"
import { useMinute } from "../clock"
import { nextWords } from "./next-words"

export function NextStepWords({ step, due }: { step: string; due: string | null | undefined }) {
  const now = useMinute()
  const next = nextWords(due, now, true)
  return (
    <p className="mb-3 flex items-center gap-2.5 rounded-md border bg-surface px-3 py-2">
      <NextActivity state={next.state}>{next.words}</NextActivity>
      <span className="min-w-0 flex-1 truncate">
        <span className="font-medium">{step}</span>
        <span className="text-muted-foreground"> · next step</span>
      </span>
    </p>
  )
}
