import { CloudOff, CloudUpload, RefreshCw, TriangleAlert } from "lucide-react"
import { cn } from "./cn"

export type Connection =
  | { state: "live" | "reconnecting" | "offline" }
  /** Changes that wait to be sent, or that the server refused. */
  | { state: "syncing" | "attention"; count: number }

export type ConnectionChipProps = Connection & {
  /** Shows what waits or what is wrong. */
  onClick?: () => void
  className?: string
}

const looks = {
  live: "text-muted-foreground",
  reconnecting: "bg-warning-soft text-warning-text",
  offline: "bg-muted text-foreground",
  syncing: "bg-info-soft text-info-text",
  attention: "bg-danger-soft text-danger-text",
}

const icons = { reconnecting: RefreshCw, offline: CloudOff, syncing: CloudUpload, attention: TriangleAlert }

/** Whether what is on screen is true right now. Always in sight. */
export function ConnectionChip(props: ConnectionChipProps) {
  const { state, onClick, className } = props
  const Icon = state === "live" ? null : icons[state]
  const look = cn(
    "inline-flex h-6 flex-none items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-xs [&_.lucide]:size-[13px] [&_.lucide]:stroke-2",
    looks[state],
    onClick && "touch-target focus-visible:rounded-full",
    className,
  )
  const inside = (
    <>
      {Icon ? (
        <Icon aria-hidden="true" />
      ) : (
        <span
          aria-hidden="true"
          className="mx-0.5 size-[7px] rounded-full bg-success shadow-[0_0_0_3px_color-mix(in_oklch,var(--success)_22%,transparent)]"
        />
      )}
      {words(props)}
    </>
  )
  return (
    <span role="status">
      {onClick ? (
        <button type="button" onClick={onClick} className={look}>
          {inside}
        </button>
      ) : (
        <span className={look}>{inside}</span>
      )}
    </span>
  )
}

function words(connection: Connection): string {
  switch (connection.state) {
    case "live":
      return "Live"
    case "reconnecting":
      return "Reconnecting"
    case "offline":
      return "Offline"
    case "syncing":
      return `${connection.count} to sync`
    case "attention":
      return connection.count === 1 ? "1 needs attention" : `${connection.count} need attention`
  }
}
