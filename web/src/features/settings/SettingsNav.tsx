/** The places of the settings: a side list on a desktop, the whole screen on a phone. */
import { Link } from "@tanstack/react-router"
import { ChevronRight } from "lucide-react"
import { useDirectory } from "@/lib/directory"
import { sectionsFor } from "./sections"

export function SettingsNav() {
  const sections = sectionsFor(useDirectory())
  return (
    <nav
      aria-label="Settings"
      className="scrollbar-thin min-h-0 overflow-auto md:w-[208px] md:flex-none md:border-r md:p-2 md:pt-3"
    >
      {sections.map(({ title, places }) => (
        <div key={title} className="not-first:mt-3 max-md:not-first:mt-5">
          <p className="px-2 pb-[3px] font-medium text-2xs text-subtle-foreground max-md:px-4 max-md:pt-3 max-md:text-xs">
            {title}
          </p>
          <ul aria-label={title}>
            {places.map(({ to, label, hint, icon: Icon }) => (
              <li key={to} className="max-md:border-b">
                <Link
                  to={to as never}
                  className="group flex h-7 items-center gap-2 rounded-md px-2 font-medium text-muted-foreground hover:bg-muted hover:text-foreground aria-[current=page]:bg-muted aria-[current=page]:text-foreground max-md:h-16 max-md:gap-3 max-md:rounded-none max-md:px-4 max-md:text-foreground"
                >
                  <Icon
                    className="text-subtle-foreground group-aria-[current=page]:text-foreground"
                    aria-hidden="true"
                  />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{label}</span>
                    <span className="block truncate font-normal text-muted-foreground text-sm md:hidden">
                      {hint}
                    </span>
                  </span>
                  <ChevronRight className="text-subtle-foreground md:hidden" aria-hidden="true" />
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
