/** The frame of each place of the settings: its bar, the side list, and what it holds. */
import { Link } from "@tanstack/react-router"
import { ChevronRight } from "lucide-react"
import type { ReactNode } from "react"
import { useDirectory } from "@/lib/directory"
import { Page } from "@/lib/page/Page"
import { cn } from "@/ui/cn"
import { NotAllowed } from "./NotAllowed"
import { SettingsNav } from "./SettingsNav"
import { mayUse, type Right } from "./sections"

type Props = {
  title: string
  /** The place that this one belongs to. */
  above?: { to: string; label: string }
  needs?: Right
  note?: ReactNode
  actions?: ReactNode
  phoneActions?: ReactNode
  /** Search and filters, above what scrolls. */
  toolbar?: ReactNode
  /** A table fills the place; anything else is a column that reads well. */
  wide?: boolean
  children: ReactNode
}

export function SettingsFrame(props: Props) {
  const { title, above, needs, note, actions, phoneActions = actions, toolbar, wide, children } = props
  const allowed = mayUse(useDirectory(), needs)
  const way = above
    ? [{ to: "/settings", label: "Settings" }, above]
    : [{ to: "/settings", label: "Settings" }]
  return (
    <Page
      title={title}
      back={above?.to ?? "/settings"}
      note={allowed && note}
      actions={allowed && actions}
      phoneActions={allowed && phoneActions}
      heading={
        <nav aria-label="Where this is" className="flex min-w-0 items-center gap-2">
          {way.map(({ to, label }) => (
            <span key={to} className="flex flex-none items-center gap-2">
              <Link to={to as never} className="text-muted-foreground hover:text-foreground">
                {label}
              </Link>
              <ChevronRight className="size-3.5 text-subtle-foreground" aria-hidden="true" />
            </span>
          ))}
          <span className="truncate font-medium" aria-current="page">
            {title}
          </span>
        </nav>
      }
    >
      <h1 className="sr-only">{title}</h1>
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <div className="flex min-h-0 max-md:hidden">
          <SettingsNav />
        </div>
        <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
          {allowed ? (
            <>
              {toolbar}
              <div
                className={cn(
                  "min-h-0 flex-1",
                  wide
                    ? "flex flex-col"
                    : "scrollbar-thin overflow-auto px-8 pt-6 pb-12 max-md:px-4 max-md:pt-4",
                )}
              >
                {wide ? children : <div className="mx-auto max-w-[720px]">{children}</div>}
              </div>
            </>
          ) : (
            <NotAllowed needs={needs} />
          )}
        </div>
      </div>
    </Page>
  )
}
