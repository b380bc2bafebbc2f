/** Who is signed in; opens theme, shortcuts and signing out. The menu is loaded when it is wanted. */
import { Suspense, useState } from "react"
import { Avatar } from "@/ui/Avatar"
import { useDirectory } from "../directory"
import { part } from "../part"

const ProfileMenu = part(() => import("./ProfileMenu"), "ProfileMenu")

export function ProfileButton() {
  const { me } = useDirectory()
  const [wanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      aria-label={`${me.name}: profile`}
      onPointerEnter={() => void import("./ProfileMenu")}
      onClick={() => setWanted(true)}
      className="flex min-w-0 items-center gap-2 rounded-md font-medium max-md:size-11 max-md:justify-center"
    >
      <Avatar id={me.id} name={me.name} size="md" />
      <span className="truncate max-xl:hidden">{me.name}</span>
    </button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <ProfileMenu trigger={button} />
    </Suspense>
  )
}
