/** The frame of a screen: header and toolbar of 44 px each, and their phone form. */
import { Link } from "@tanstack/react-router"
import { ChevronLeft } from "lucide-react"
import type { ReactNode } from "react"
import { buttonClass } from "@/ui/button-class"
import { cn } from "@/ui/cn"
import { Toolbar } from "@/ui/Toolbar"
import { useTitle } from "../title"
import { Connection } from "./Connection"

export type PageProps = {
  /** In the browser's tab and, unless `heading` says otherwise, in the header. */
  title: string
  /** Instead of the title in the desktop header: a breadcrumb, for example. */
  heading?: ReactNode
  /** Instead of the title in the phone's bar. */
  phoneTitle?: string
  /** A word beside the title: a date or a count. */
  note?: ReactNode
  /** Views or a switch of layouts, after the title. */
  tabs?: ReactNode
  /** At the right of the header, the one primary button last. */
  actions?: ReactNode
  /** The second bar: filters, totals. Scrolls sideways on a phone. */
  toolbar?: ReactNode
  /** At the end of the second bar. */
  toolbarEnd?: ReactNode
  /** At the right of the phone's bar; it has little room. */
  phoneActions?: ReactNode
  /** The phone's way back to a list, as its address. */
  back?: string
  children: ReactNode
  /** `scroll` for a page that scrolls as one; `fixed` for a grid or a board that scrolls by itself. */
  body?: "scroll" | "fixed"
}

export function Page(props: PageProps) {
  const {
    title,
    heading,
    phoneTitle = title,
    note,
    tabs,
    actions,
    toolbar,
    toolbarEnd,
    phoneActions,
    back,
    children,
    body = "fixed",
  } = props
  useTitle(title)
  return (
    <>
      <header className="flex h-(--bar) flex-none items-center gap-2 border-b pr-4 pl-5 max-md:hidden">
        {heading ?? <h1 className="whitespace-nowrap font-semibold text-base tracking-tight">{title}</h1>}
        {note && <span className="whitespace-nowrap text-muted-foreground">{note}</span>}
        {tabs && <div className="ml-2 flex min-w-0 items-center gap-2">{tabs}</div>}
        <div className="ml-auto flex flex-none items-center gap-2">{actions}</div>
      </header>
      <header
        className={cn(
          "flex min-h-13 flex-none items-center gap-2 border-b pr-2 md:hidden",
          back ? "pl-1" : "pl-4",
        )}
      >
        {back && (
          <Link
            to={back as never}
            aria-label="Back"
            className={buttonClass({ variant: "ghost", icon: true })}
          >
            <ChevronLeft aria-hidden="true" />
          </Link>
        )}
        <p aria-hidden="true" className={cn("truncate font-semibold", back ? "text-lg" : "text-xl")}>
          {phoneTitle}
        </p>
        {note && <span className="whitespace-nowrap text-muted-foreground">{note}</span>}
        <div className="ml-auto flex flex-none items-center gap-1">
          <Connection />
          {phoneActions}
        </div>
      </header>
      {toolbar && <Toolbar end={toolbarEnd}>{toolbar}</Toolbar>}
      <main
        id="main"
        tabIndex={-1}
        className={cn(
          "relative flex min-h-0 flex-1 flex-col outline-none",
          body === "scroll" && "scrollbar-thin overflow-auto",
        )}
      >
        {!heading && <h1 className="sr-only md:hidden">{title}</h1>}
        {children}
      </main>
    </>
  )
}
