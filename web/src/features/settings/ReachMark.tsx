/** How far a right reaches, as a ring that fills: it reads without colour. */
import type { Reach } from "@/gql/graphql"

const share: Record<Reach, number> = { NONE: 0, OWN: 0.25, TEAM: 0.6, ALL: 1 }

export function ReachMark({ reach }: { reach: Reach }) {
  const around = 2 * Math.PI * 3
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4 flex-none">
      <circle
        cx="8"
        cy="8"
        r="6.25"
        fill="none"
        strokeWidth="1.5"
        strokeDasharray={reach === "NONE" ? "2 2" : undefined}
        className={reach === "NONE" ? "stroke-border-strong" : "stroke-primary"}
      />
      {share[reach] > 0 && (
        <circle
          cx="8"
          cy="8"
          r={reach === "ALL" ? 4 : 3}
          fill={reach === "ALL" ? "var(--primary)" : "none"}
          strokeWidth={reach === "ALL" ? 0 : 6}
          strokeDasharray={`${share[reach] * around} ${around}`}
          transform="rotate(-90 8 8)"
          className="stroke-primary"
        />
      )}
    </svg>
  )
}
