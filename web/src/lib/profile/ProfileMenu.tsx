/** Theme, shortcuts, signing out. */
import { useNavigate } from "@tanstack/react-router"
import { Keyboard, LogOut, Monitor, Moon, Settings, Sun } from "lucide-react"
import { type ReactElement, useState } from "react"
import { useClient } from "urql"
import { Menu } from "@/ui/Menu"
import { useDirectory } from "../directory"
import { useIsPhone } from "../media"
import { openOverlay } from "../palette"
import { setTheme, type Theme, useTheme } from "../theme"
import { signOut } from "./sign-out"

const choices: { theme: Theme; label: string; icon: ReactElement }[] = [
  { theme: "system", label: "As the system", icon: <Monitor aria-hidden="true" /> },
  { theme: "light", label: "Light", icon: <Sun aria-hidden="true" /> },
  { theme: "dark", label: "Dark", icon: <Moon aria-hidden="true" /> },
]

export function ProfileMenu({ trigger }: { trigger: ReactElement }) {
  const client = useClient()
  const navigate = useNavigate()
  const { me } = useDirectory()
  const current = useTheme()
  const phone = useIsPhone()
  const [open, setOpen] = useState(true)
  return (
    <Menu
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
      align="start"
      side="top"
      items={[
        { title: me.email ?? me.name },
        ...choices.map(({ theme, label, icon }) => ({
          label,
          icon,
          checked: theme === current,
          onSelect: () => setTheme(theme),
        })),
        { separator: true },
        {
          label: "Settings",
          icon: <Settings aria-hidden="true" />,
          hint: phone ? undefined : "G then S",
          onSelect: () => void navigate({ to: "/settings" as never }),
        },
        ...(phone
          ? []
          : [
              {
                label: "Shortcuts",
                icon: <Keyboard aria-hidden="true" />,
                kbd: "?",
                onSelect: () => openOverlay("shortcuts"),
              },
            ]),
        { label: "Sign out", icon: <LogOut aria-hidden="true" />, onSelect: () => void signOut(client) },
      ]}
    />
  )
}
