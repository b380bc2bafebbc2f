/** One entry of the sidebar, with what waits behind it. */
import { Link } from "@tanstack/react-router"
import { Count } from "@/ui/Count"
import type { Destination } from "../navigation"

export function SidebarLink({ entry, waiting }: { entry: Destination; waiting: number }) {
  const { to, label, icon: Icon } = entry
  return (
    <li>
      <Link
        to={to as never}
        title={label}
        activeOptions={{ includeSearch: false }}
        className="group flex h-7 items-center gap-2 rounded-md px-2 font-medium text-muted-foreground hover:bg-muted hover:text-foreground aria-[current=page]:bg-[light-dark(oklch(0.935_0.005_270),oklch(0.262_0.01_270))] aria-[current=page]:text-foreground max-xl:relative max-xl:justify-center max-xl:px-0"
      >
        <Icon
          className="text-subtle-foreground group-aria-[current=page]:text-foreground"
          aria-hidden="true"
        />
        <span className="truncate max-xl:sr-only">{label}</span>
        {waiting > 0 && (
          <span className="ml-auto max-xl:absolute max-xl:-top-0.5 max-xl:right-0.5">
            <Count value={waiting} alert />
            <span className="sr-only">waiting for you</span>
          </span>
        )}
      </Link>
    </li>
  )
}
