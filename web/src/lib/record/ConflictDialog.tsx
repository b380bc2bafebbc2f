/** Two people changed the same field: shows both values and asks which one stays. */
import { type ReactNode, useRef } from "react"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"

type Props = {
  message: string
  theirs: ReactNode
  yours: ReactNode
  onKeep: () => void
  onOverwrite: () => void
}

export function ConflictDialog({ message, theirs, yours, onKeep, onOverwrite }: Props) {
  const keep = useRef<HTMLButtonElement>(null)
  const side = "min-w-0 rounded-md border p-3"
  return (
    <Dialog
      open
      onOpenChange={onKeep}
      title="Someone else changed this"
      description={message}
      size="sm"
      initialFocus={keep}
      footer={
        <>
          <Button onClick={onOverwrite}>Use yours</Button>
          <Button ref={keep} variant="primary" onClick={onKeep}>
            Keep theirs
          </Button>
        </>
      }
    >
      <dl className="grid grid-cols-2 gap-3">
        <div className={side}>
          <dt className="text-muted-foreground text-xs">Theirs, saved now</dt>
          <dd className="mt-1 break-words font-medium">{theirs}</dd>
        </div>
        <div className={side}>
          <dt className="text-muted-foreground text-xs">Yours, not saved</dt>
          <dd className="mt-1 break-words font-medium">{yours}</dd>
        </div>
      </dl>
    </Dialog>
  )
}
