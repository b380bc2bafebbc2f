import { RefreshCw, TriangleAlert } from "lucide-react"
import { Button } from "./Button"
import { cn } from "./cn"

export type ErrorStateProps = {
  /** What could not be done, such as "load the leads". */
  action: string
  /** Why, in words the reader can act on. */
  reason?: string
  /** For the log and for whoever is asked for help. */
  requestId?: string
  onRetry?: () => void
  busy?: boolean
  /** One line above rows that stay, instead of the whole place. */
  inline?: boolean
}

/** Names what failed, offers Retry and the request's id. What was on screen stays. */
export function ErrorState({ action, reason, requestId, onRetry, busy, inline }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn(
        "text-sm",
        inline
          ? "flex flex-wrap items-center gap-x-3 gap-y-1.5 border-danger-line border-b bg-danger-soft px-5 py-1.5 max-md:px-4"
          : "m-auto grid max-w-[420px] justify-items-center gap-2 p-6 text-center",
      )}
    >
      <TriangleAlert className={cn("text-danger-text", !inline && "mb-1 size-5")} aria-hidden="true" />
      <p className={cn(inline && "flex-1")}>
        <span className={cn("font-medium", !inline && "block font-semibold text-lg")}>
          Could not {action}.
        </span>{" "}
        {reason && <span className="text-muted-foreground">{reason}</span>}
      </p>
      {requestId && (
        <p className="text-muted-foreground text-xs">
          Request <code className="select-all font-mono">{requestId}</code>
        </p>
      )}
      {onRetry && (
        <Button
          size={inline ? "sm" : "md"}
          onClick={onRetry}
          busy={busy}
          icon={<RefreshCw aria-hidden="true" />}
          className={cn(!inline && "mt-1")}
        >
          Retry
        </Button>
      )}
    </div>
  )
}
