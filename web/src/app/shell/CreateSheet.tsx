/** What can be made from anywhere: behind the phone's plus, and behind C on Today. */
import { useNavigate } from "@tanstack/react-router"
import { useDirectory } from "@/lib/directory"
import { useIsPhone } from "@/lib/media"
import { openOverlay } from "@/lib/palette"
import { Dialog } from "@/ui/Dialog"
import { Sheet } from "@/ui/Sheet"
import { SheetItem } from "@/ui/SheetItem"
import { creations } from "../navigation"

export function CreateSheet() {
  const { can } = useDirectory()
  const navigate = useNavigate()
  // A drawer the height of a desktop would be much room for five words.
  const Frame = useIsPhone() ? Sheet : Dialog
  return (
    <Frame open onOpenChange={() => openOverlay(null)} title="Create" className="md:w-[320px]">
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
    </Frame>
  )
}
