/** The menu at the end of a record's bar; deleting leads back to the list. */
import { useNavigate } from "@tanstack/react-router"
import { Ellipsis, Link2, Trash2 } from "lucide-react"
import { IconButton } from "@/ui/IconButton"
import type { MenuItem } from "@/ui/Menu"
import { toast } from "@/ui/toast"
import { LazyMenu } from "../overlay/LazyMenu"
import { useDelete } from "./use-delete"

type Props = {
  id: string
  name: string
  /** Where to go afterwards. */
  list: string
  /** Actions above. */
  items?: MenuItem[]
  canDelete?: boolean
  /** What takes away more than deleting, below it. */
  further?: MenuItem[]
}

export function DeleteMenu({ id, name, list, items = [], canDelete = true, further = [] }: Props) {
  const navigate = useNavigate()
  const remove = useDelete()
  const copy = () =>
    navigator.clipboard.writeText(window.location.href).then(() => toast.show({ title: "Link copied." }))
  return (
    <LazyMenu
      trigger={
        <IconButton label="More">
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
      items={[
        ...items,
        { label: "Copy the link", icon: <Link2 aria-hidden="true" />, onSelect: () => void copy() },
        ...(canDelete || further.length > 0 ? [{ separator: true } as const] : []),
        ...(canDelete
          ? [
              {
                label: "Delete",
                danger: true,
                icon: <Trash2 aria-hidden="true" />,
                onSelect: async () => {
                  if (await remove([id], name)) void navigate({ to: list as never })
                },
              },
            ]
          : []),
        ...further,
      ]}
    />
  )
}
