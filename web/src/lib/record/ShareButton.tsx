/** Opens what a record is shared with; the panel is loaded when it is wanted. */
import { UserRoundPlus } from "lucide-react"
import { Suspense } from "react"
import { Button } from "@/ui/Button"
import { LazyPopover } from "../overlay/LazyPopover"
import { part } from "../part"

const SharePanel = part(() => import("./SharePanel"), "SharePanel")

type Props = {
  id: string
  name: string
  /** Whether this person may share it, and not only see with whom it is. */
  mayShare: boolean
}

export function ShareButton({ id, name, mayShare }: Props) {
  return (
    <LazyPopover
      title={`Share ${name}`}
      align="end"
      className="md:w-[340px]"
      trigger={
        <Button variant="ghost" icon={<UserRoundPlus aria-hidden="true" />}>
          Share
        </Button>
      }
    >
      <Suspense fallback={<div role="status" aria-label="Loading" className="h-24" />}>
        <SharePanel id={id} mayShare={mayShare} />
      </Suspense>
    </LazyPopover>
  )
}
