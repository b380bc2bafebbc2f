import { Button } from "./Button"
import { Dialog } from "./Dialog"

type Props = { onStay: () => void; onLeave: () => void }

/** Asks before what is not saved is left behind. */
export function LeaveDialog({ onStay, onLeave }: Props) {
  return (
    <Dialog
      open
      onOpenChange={onStay}
      size="sm"
      title="Leave without saving?"
      description="What you entered here is not saved."
      footer={
        <>
          <Button onClick={onStay}>Stay</Button>
          <Button variant="danger" onClick={onLeave}>
            Leave
          </Button>
        </>
      }
    />
  )
}
