/** What went wrong, where it belongs to no field. */
import { CircleAlert } from "lucide-react"
import type { ReactNode } from "react"

export const GateFault = ({ children }: { children: ReactNode }) => (
  <p role="alert" className="flex items-start gap-1.5 text-danger-text">
    <CircleAlert className="mt-0.5 size-3.5" aria-hidden="true" />
    <span>{children}</span>
  </p>
)
