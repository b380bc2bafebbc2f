/** The frame of a record's page: header, banner, then properties, timeline and what is related; tabs on a phone. */
import { Link } from "@tanstack/react-router"
import { ChevronRight } from "lucide-react"
import { type ReactNode, useState } from "react"
import { cn } from "@/ui/cn"
import { Tabs } from "@/ui/Tabs"
import { useIsPhone } from "../media"
import { Page } from "../page/Page"
import { Neighbours } from "./Neighbours"

export type RecordPageProps = {
  title: string
  /** On a phone's bar, where the name stands below anyway: "Deal". */
  kind?: string
  /** The list it came from. */
  list: { to: string; label: string }
  /** In the bar: a delete menu, for example. */
  actions?: ReactNode
  header: ReactNode
  banner?: ReactNode
  properties: ReactNode
  related?: ReactNode
  /** Composer and timeline. */
  children: ReactNode
}

const parts = [
  { id: "timeline", label: "Timeline" },
  { id: "properties", label: "Properties" },
  { id: "related", label: "Related" },
] as const
type Part = (typeof parts)[number]["id"]

export function RecordPage(props: RecordPageProps) {
  const { title, kind, list, actions, header, banner, properties, related, children } = props
  const phone = useIsPhone()
  const [part, setPart] = useState<Part>("timeline")
  const heading = (
    <nav aria-label="Where this is" className="flex min-w-0 items-center gap-2">
      <Link to={list.to as never} className="text-muted-foreground hover:text-foreground">
        {list.label}
      </Link>
      <ChevronRight className="size-3.5 text-subtle-foreground" aria-hidden="true" />
      <span className="truncate font-medium" aria-current="page">
        {title}
      </span>
    </nav>
  )
  const panel = "scrollbar-thin min-h-0 overflow-auto"
  return (
    <Page
      title={title}
      heading={heading}
      phoneTitle={kind}
      back={list.to}
      actions={
        <>
          <Neighbours list={list} />
          {actions}
        </>
      }
      phoneActions={actions}
      body={phone ? "scroll" : "fixed"}
    >
      {header}
      {banner}
      {phone && (
        <Tabs
          variant="line"
          label="Parts of the record"
          panelId="record-part"
          className="flex-none px-4"
          items={parts.filter(({ id }) => id !== "related" || related)}
          value={part}
          onChange={setPart}
        />
      )}
      <div
        className={cn(
          "min-h-0 flex-1 md:grid md:grid-cols-[280px_minmax(0,1fr)]",
          related && "xl:grid-cols-[288px_minmax(0,1fr)_280px]",
        )}
      >
        {(!phone || part === "properties") && (
          <section
            aria-label="Properties"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
            tabIndex={0}
            id={phone ? "record-part" : undefined}
            className={cn(panel, "border-r pt-3 pb-6 max-md:border-0")}
          >
            {properties}
          </section>
        )}
        {(!phone || part === "timeline") && (
          <section
            aria-label="Activity"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
            tabIndex={0}
            id={phone ? "record-part" : undefined}
            className={cn(panel, "px-6 pt-4 pb-6 max-md:px-4 max-md:pt-3")}
          >
            <h2 className="sr-only">Activity</h2>
            {children}
          </section>
        )}
        {related && (!phone || part === "related") && (
          <aside
            aria-label="Related"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
            tabIndex={0}
            id={phone ? "record-part" : undefined}
            className={cn(panel, "border-l pt-3 pb-6 max-xl:hidden max-md:block max-md:border-0")}
          >
            {related}
          </aside>
        )}
      </div>
    </Page>
  )
}
