/** Why routing offered a lead to whom it did: the rules that were tried, and who comes next. */
import { Check, Minus } from "lucide-react"
import { lazy, Suspense, useState } from "react"
import type { LeadHandoffFragment } from "@/gql/graphql"

const Popover = lazy(() => import("@/ui/Popover").then(({ Popover }) => ({ default: Popover })))

const roles = { ASSIGNED: "assigned", BACKUP: "backup", FALLBACK: "fallback", DEFAULT: "default owner" }

function Trace({ handoff }: { handoff: LeadHandoffFragment }) {
  return (
    <div className="grid gap-3 text-sm">
      {handoff.trace.length > 0 && (
        <ol className="grid gap-2">
          {handoff.trace.map(({ ruleId, ruleName, matched, why }) => (
            <li key={ruleId ?? ruleName} className="flex gap-2">
              {matched ? (
                <Check className="mt-0.5 size-3.5 flex-none stroke-2 text-success" aria-label="Matched:" />
              ) : (
                <Minus
                  className="mt-0.5 size-3.5 flex-none text-subtle-foreground"
                  aria-label="Did not match:"
                />
              )}
              <span className="min-w-0">
                <span className="font-medium">{ruleName}</span>
                <span className="block text-muted-foreground text-xs">{why}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
      {handoff.chain.length > 0 && (
        <div>
          <h3 className="mb-1 font-medium text-muted-foreground text-xs">Offered in this order</h3>
          <ol className="grid gap-1">
            {handoff.chain.map(({ assignee, role, acceptWithinMinutes, current }) => (
              <li
                key={`${role} ${assignee.id}`}
                className={current ? "font-medium" : "text-muted-foreground"}
              >
                {assignee.name}, {roles[role]}
                {acceptWithinMinutes ? `, ${acceptWithinMinutes} min` : ""}
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  )
}

export function HandoffTrace({ handoff }: { handoff: LeadHandoffFragment }) {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      aria-haspopup="dialog"
      className="text-primary-text hover:underline touch-target"
      onClick={() => {
        setWanted(true)
        setOpen(true)
      }}
    >
      trace
    </button>
  )
  if (handoff.trace.length === 0 && handoff.chain.length === 0) return null
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <Popover
        trigger={button}
        title="How it was routed"
        showTitle
        align="end"
        open={open}
        onOpenChange={setOpen}
      >
        <Trace handoff={handoff} />
      </Popover>
    </Suspense>
  )
}
