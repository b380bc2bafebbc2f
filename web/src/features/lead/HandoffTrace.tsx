/** Why routing offered a lead to whom it did: the rules that were tried, and who comes next. */
import type { LeadHandoffFragment } from "@/gql/graphql"
import { RuleTrace } from "@/lib/handoff/RuleTrace"
import { LazyPopover } from "@/lib/overlay/LazyPopover"

const roles = { ASSIGNED: "assigned", BACKUP: "backup", FALLBACK: "fallback", DEFAULT: "default owner" }

function Trace({ handoff }: { handoff: LeadHandoffFragment }) {
  return (
    <div className="grid gap-3 text-sm">
      {handoff.trace.length > 0 && <RuleTrace steps={handoff.trace} />}
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
