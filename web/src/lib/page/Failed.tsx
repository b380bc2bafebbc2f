/** A screen or a part of one that could not be loaded. */
import { ErrorState } from "@/ui/ErrorState"
import type { Failure } from "../failure"

export type FailedProps = {
  /** What could not be done, such as "load the deals". */
  action: string
  failure?: Pick<Failure, "message" | "requestId"> | null
  onRetry?: () => void
  /** A line above rows that stay. */
  inline?: boolean
}

export const Failed = ({ action, failure, onRetry, inline }: FailedProps) => (
  <ErrorState
    action={action}
    reason={failure?.message}
    requestId={failure?.requestId ?? undefined}
    onRetry={onRetry}
    inline={inline}
  />
)
