/** The way around on a desktop: full from 1280 px, icons alone from 768 px. */
import { Search } from "lucide-react"
import { useDirectory } from "@/lib/directory"
import { Connection } from "@/lib/page/Connection"
import { openOverlay } from "@/lib/palette"
import { ProfileButton } from "@/lib/profile/ProfileButton"
import { Kbd } from "@/ui/Kbd"
import { Logo } from "@/ui/Logo"
import { sections } from "../navigation"
import { SidebarLink } from "./SidebarLink"
import { useWaiting } from "./waiting"

export function Sidebar() {
  const { name, can } = useDirectory()
  const waiting = useWaiting()
  return (
    <nav aria-label="Main" className="flex min-h-0 flex-col border-r bg-sidebar p-2 max-md:hidden">
      <p className="flex h-8 items-center gap-2 px-1.5 font-semibold max-xl:justify-center">
        <Logo />
        <span className="truncate max-xl:sr-only">{name}</span>
      </p>
      <button
        type="button"
        aria-label="Search"
        aria-keyshortcuts="Control+K"
        onClick={() => openOverlay("palette")}
        className="my-1.5 mb-2 flex h-[30px] flex-none items-center gap-2 rounded-md border bg-background pr-1.5 pl-2 text-muted-foreground max-xl:justify-center max-xl:px-0"
      >
        <Search className="size-[15px]!" aria-hidden="true" />
        <span className="max-xl:hidden">Search</span>
        <Kbd keys="Mod+K" className="ml-auto max-xl:hidden" />
      </button>
      <div className="scrollbar-none -mx-2 min-h-0 flex-1 overflow-auto px-2 pb-2">
        {sections.map(({ title, entries }) => {
          const shown = entries.filter(({ reads }) => !reads || can("read", reads))
          if (shown.length === 0) return null
          return (
            <div key={title ?? "first"} className="not-first:mt-3">
              {title && (
                <p className="px-2 pb-[3px] font-medium text-2xs text-subtle-foreground max-xl:hidden">
                  {title}
                </p>
              )}
              <ul aria-label={title}>
                {shown.map((entry) => (
                  <SidebarLink
                    key={entry.to}
                    entry={entry}
                    waiting={entry.to === "/handoffs" ? waiting : 0}
                  />
                ))}
              </ul>
            </div>
          )
        })}
      </div>
      <div className="-mx-2 -mb-2 flex flex-none items-center gap-2 border-t p-2 max-xl:flex-col">
        <ProfileButton />
        <span className="ml-auto max-xl:ml-0">
          <Connection className="max-xl:px-0 max-xl:text-[0px]" />
        </span>
      </div>
    </nav>
  )
}
