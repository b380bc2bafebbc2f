/** Asks before changes that are not saved are left behind. */
import { useBlocker } from "@tanstack/react-router"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"

export function UnsavedGuard({ unsaved }: { unsaved: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: () => unsaved,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  })
  if (blocker.status !== "blocked") return null
  return (
    <Dialog
      open
      onOpenChange={blocker.reset}
      size="sm"
      title="Leave without saving?"
      description="What you changed here is not saved."
      footer={
        <>
          <Button onClick={blocker.reset}>Stay</Button>
          <Button variant="danger" onClick={blocker.proceed}>
            Leave
          </Button>
        </>
      }
    />
  )
}
