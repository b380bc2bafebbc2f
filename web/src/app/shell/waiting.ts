/** How many handoffs wait for the viewer, kept right by live events. */
import { useQuery } from "urql"
import { useLiveEvents } from "@/lib/live"
import { useThrottled } from "@/lib/throttle"
import { WaitingQuery } from "../queries"

export function useWaiting() {
  const [{ data }, ask] = useQuery({ query: WaitingQuery })
  const again = useThrottled(() => ask({ requestPolicy: "network-only" }))
  useLiveEvents((event) => event.kind.startsWith("Handoff"), again)
  return data?.handoffs.totalCount ?? 0
}
