/** Asks before a screen is left, by a link, a key, or the browser's own ways, on which something is not saved. */
import { useBlocker } from "@tanstack/react-router"
import { Suspense } from "react"
import { part } from "@/lib/part"
import { anyUnsaved, anyUnsavedInPage } from "@/ui/unsaved"

const LeaveDialog = part(() => import("@/ui/LeaveDialog"), "LeaveDialog")

export function UnsavedGuard() {
  const blocker = useBlocker({
    // Another search is the same screen: a dialog that closes changes it.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && anyUnsaved(),
    enableBeforeUnload: anyUnsavedInPage,
    withResolver: true,
  })
  if (blocker.status !== "blocked") return null
  return (
    <Suspense>
      <LeaveDialog onStay={blocker.reset} onLeave={blocker.proceed} />
    </Suspense>
  )
}
