/** Where a carried card is won, lost or handed off; shown only while one is carried. */
import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter"
import { ArrowRightLeft, CircleX, Trophy } from "lucide-react"
import { type ComponentProps, useEffect, useRef, useState } from "react"
import { DropZone } from "@/ui/DropZone"

function Zone({ zone, ...rest }: { zone: string } & ComponentProps<typeof DropZone>) {
  const element = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (!element.current) return
    return dropTargetForElements({
      element: element.current,
      getData: () => ({ zone }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
    })
  }, [zone])
  return <DropZone ref={element} over={over} {...rest} />
}

export function BoardZones() {
  return (
    <div className="absolute inset-x-3 bottom-3 z-7 flex gap-2 rounded-lg bg-background">
      <Zone zone="won" tone="success" icon={<Trophy aria-hidden="true" />}>
        Won
      </Zone>
      <Zone zone="lost" tone="danger" icon={<CircleX aria-hidden="true" />}>
        Lost, with a reason
      </Zone>
      <Zone zone="handoff" tone="primary" icon={<ArrowRightLeft aria-hidden="true" />}>
        Hand off
      </Zone>
    </div>
  )
}
