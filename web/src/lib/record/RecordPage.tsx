/** The frame of a record's page: header, banner, then properties, timeline or history, and what is related; tabs on a phone. */
import { Link } from "@tanstack/react-router"
import { ChevronRight } from "lucide-react"
import { type ReactNode, Suspense } from "react"
import * as v from "valibot"
import { cn } from "@/ui/cn"
import { Tabs } from "@/ui/Tabs"
import { useIsPhone } from "../media"
import { Page } from "../page/Page"
import { part as lazyPart } from "../part"
import { choice, useView } from "../view"
import { EntriesSkeleton } from "./EntriesSkeleton"
import { Neighbours } from "./Neighbours"

const RecordHistory = lazyPart(() => import("../history/RecordHistory"), "RecordHistory")

export type RecordPageProps = {
  id: string
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
  /** What its amounts are in. */
  currency?: string | null
  /** Composer and timeline. */
  children: ReactNode
}

const parts = [
  { id: "timeline", label: "Timeline" },
  { id: "properties", label: "Properties" },
  { id: "related", label: "Related" },
  { id: "history", label: "History" },
] as const
const schema = v.object({ part: choice(["timeline", "properties", "related", "history"], "timeline") })

export function RecordPage(props: RecordPageProps) {
  const { id, title, kind, list, actions, header, banner, properties, related, currency, children } = props
  const phone = useIsPhone()
  const [view, setView] = useView(schema)
  // All that is not beside it on a wide screen takes turns in the middle.
  const part = phone || view.part === "history" ? view.part : "timeline"
  const history = part === "history"
  const tabs = (items: readonly (typeof parts)[number][], className: string) => (
    <Tabs
      variant="line"
      label="Parts of the record"
      panelId="record-part"
      className={cn("flex-none", className)}
      items={[...items]}
      value={part}
      onChange={(part) => setView({ part: part === "timeline" ? undefined : part })}
    />
  )
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
      {phone &&
        tabs(
          parts.filter(({ id }) => id !== "related" || related),
          "px-4",
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
        {(!phone || part === "timeline" || history) && (
          <div className="flex min-h-0 min-w-0 flex-col">
            {!phone &&
              tabs(
                parts.filter(({ id }) => id === "timeline" || id === "history"),
                "px-6",
              )}
            <section
              aria-label={history ? "History" : "Activity"}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
              tabIndex={0}
              id="record-part"
              className={cn(panel, "flex-1 px-6 pt-4 pb-6 max-md:px-4 max-md:pt-3")}
            >
              <h2 className="sr-only">{history ? "History" : "Activity"}</h2>
              {history ? (
                <Suspense fallback={<EntriesSkeleton label="Loading the history" cards />}>
                  <RecordHistory id={id} currency={currency} />
                </Suspense>
              ) : (
                children
              )}
            </section>
          </div>
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
