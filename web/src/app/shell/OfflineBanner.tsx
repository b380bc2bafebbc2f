/** Says that nothing can be changed while the server is out of reach, and that what is shown may be old. */
import { CloudOff } from "lucide-react"
import { useConnection } from "@/lib/connection"

export function OfflineBanner() {
  if (useConnection() !== "offline") return null
  return (
    <p
      role="status"
      className="flex flex-none items-center gap-2 border-b bg-muted px-5 py-1.5 text-foreground max-md:px-4"
    >
      <CloudOff className="size-3.5" aria-hidden="true" />
      You are offline. What you see may be old; nothing can be saved until the connection is back.
    </p>
  )
}
