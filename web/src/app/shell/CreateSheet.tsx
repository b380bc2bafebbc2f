/** The phone's plus: what can be made from anywhere. */
import { useNavigate } from "@tanstack/react-router"
import { useDirectory } from "@/lib/directory"
import { openOverlay } from "@/lib/palette"
import { Sheet } from "@/ui/Sheet"
import { SheetItem } from "@/ui/SheetItem"
import { creations } from "../navigation"

export function CreateSheet() {
  const { can } = useDirectory()
  const navigate = useNavigate()
  return (
    <Sheet open onOpenChange={() => openOverlay(null)} title="Create">
      {creations
        .filter(({ creates }) => can("create", creates))
        .map(({ to, label, icon: Icon }) => (
          <SheetItem
            key={to}
            icon={<Icon aria-hidden="true" />}
            onClick={() => {
              openOverlay(null)
              void navigate({ to: to as never, search: { create: true } as never })
            }}
          >
            {label}
          </SheetItem>
        ))}
    </Sheet>
  )
}
