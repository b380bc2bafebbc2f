/** Why routing offered a lead to whom it did: the rules that were tried, and who comes next. */
import { Check, Minus } from "lucide-react"
import type { LeadHandoffFragment } from "@/gql/graphql"
import { LazyPopover } from "@/lib/overlay/LazyPopover"

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
  if (handoff.trace.length === 0 && handoff.chain.length === 0) return null
  return (
    <LazyPopover
      title="How it was routed"
      showTitle
      align="end"
      trigger={
        <button type="button" className="touch-target text-primary-text hover:underline">
          trace
        </button>
      }
    >
      <Trace handoff={handoff} />
    </LazyPopover>
  )
}
