/** What routing tried, in order, and why each rule did or did not decide. */
import { CircleCheck, CircleDashed } from "lucide-react"

type Step = { ruleName: string; matched: boolean; why: string }

export function RuleTrace({ steps }: { steps: readonly Step[] }) {
  return (
    <ol>
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule may be tried twice, for two people.
        <li key={at} className="flex min-h-7 items-baseline gap-2 py-1">
          {step.matched ? (
            <CircleCheck className="flex-none translate-y-[3px] text-success" aria-label="Decided" />
          ) : (
            <CircleDashed
              className="flex-none translate-y-[3px] text-subtle-foreground"
              aria-label="Did not decide"
            />
          )}
          <span className={step.matched ? "font-medium" : "text-muted-foreground"}>{step.ruleName}</span>
          <span className="ml-auto text-right text-muted-foreground">{step.why}</span>
        </li>
      ))}
    </ol>
  )
}
