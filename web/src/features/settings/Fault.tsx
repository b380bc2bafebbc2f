/** What the server refused, where it belongs to no field; a lack of rights is said kindly. */
import { CircleAlert } from "lucide-react"
import type { Failure } from "@/lib/failure"

/** `shown` are the fields that show their own fault. */
export function Fault({ failure, shown = [] }: { failure: Failure | null; shown?: readonly string[] }) {
  if (!failure || shown.some((name) => failure.fields[name])) return null
  return (
    <p role="alert" className="flex items-start gap-1.5 text-danger-text">
      <CircleAlert className="mt-0.5 size-3.5" aria-hidden="true" />
      <span>{faultWords(failure)}</span>
    </p>
  )
}

export const faultWords = ({ code, message }: Failure) =>
  code === "FORBIDDEN" ? `${message} An administrator can.` : message
