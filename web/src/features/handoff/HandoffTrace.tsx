/** Why this rule: what routing tried, in order, and why each did or did not decide. */
import { CircleCheck, CircleDashed } from "lucide-react"
import type { FullHandoff } from "./HandoffDetail"

export function HandoffTrace({ handoff: { trace } }: { handoff: FullHandoff }) {
  if (trace.length === 0) return null
  return (
    <>
      <h3 className="mt-5 mb-1 font-semibold">Why this rule</h3>
      <ol>
        {trace.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule may be tried twice, for two people.
          <li key={at} className="flex min-h-7 items-baseline gap-2 py-1">
            {step.matched ? (
              <CircleCheck className="translate-y-[3px] text-success" aria-label="Decided" />
            ) : (
              <CircleDashed
                className="translate-y-[3px] text-subtle-foreground"
                aria-label="Did not decide"
              />
            )}
            <span className={step.matched ? "font-medium" : "text-muted-foreground"}>{step.ruleName}</span>
            <span className="ml-auto text-right text-muted-foreground">{step.why}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
