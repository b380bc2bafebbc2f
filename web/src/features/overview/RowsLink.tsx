/** A number that leads to its rows: the list of their type, under their condition. */
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import type { RecordType, RowsOfFragment } from "@/gql/graphql"
import { cn } from "@/ui/cn"

const lists: Partial<Record<RecordType, string>> = {
  COMPANY: "/companies",
  CONTACT: "/people",
  LEAD: "/leads",
  DEAL: "/deals",
  CAMPAIGN: "/campaigns",
  HANDOFF: "/handoffs",
}

type Props = { rows: RowsOfFragment; children: ReactNode; label?: string; className?: string }

export function RowsLink({ rows: { type, condition }, children, label, className }: Props) {
  const to = lists[type]
  if (!to) return <span className={className}>{children}</span>
  const narrowed = condition != null && typeof condition === "object" && Object.keys(condition).length > 0
  return (
    <Link
      to={to as never}
      search={(narrowed ? { filter: condition } : {}) as never}
      aria-label={label}
      className={cn(
        "decoration-border-strong underline-offset-[3px] hover:underline focus-visible:underline",
        className,
      )}
    >
      {children}
    </Link>
  )
}
