/** What can be done with a role as a whole: see through it, copy it, delete it. */
import { Copy, Ellipsis, Eye, Trash2 } from "lucide-react"
import { useConnection } from "@/lib/connection"
import { useIsPhone } from "@/lib/media"
import { LazyMenu } from "@/lib/overlay/LazyMenu"
import { Button } from "@/ui/Button"
import { IconButton } from "@/ui/IconButton"
import type { MenuItem } from "@/ui/Menu"

type Props = {
  /** The one that cannot be changed: to see through it is to see as before. */
  locked: boolean
  builtIn: boolean
  unsaved: boolean
  busy: boolean
  onLook: () => void
  onCopy: () => void
  onDelete: () => void
}

export function RoleActions({ locked, builtIn, unsaved, busy, onLook, onCopy, onDelete }: Props) {
  const phone = useIsPhone()
  const offline = useConnection() === "offline"
  const looks = { icon: <Eye aria-hidden="true" />, disabled: unsaved || offline }
  const items: MenuItem[] = [
    { label: "Make a copy…", icon: <Copy aria-hidden="true" />, disabled: offline, onSelect: onCopy },
  ]
  if (phone && !locked) items.unshift({ ...looks, label: "View as this role", onSelect: onLook })
  if (!builtIn)
    items.push(
      { separator: true },
      {
        label: "Delete…",
        danger: true,
        disabled: offline,
        icon: <Trash2 aria-hidden="true" />,
        onSelect: onDelete,
      },
    )
  return (
    <>
      {!phone && !locked && (
        <Button {...looks} busy={busy} onClick={onLook}>
          View as this role
        </Button>
      )}
      <LazyMenu
        trigger={
          <IconButton label="More">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        items={items}
      />
    </>
  )
}
