/** A number with its trust: readiness, definition, its way since, and against the period before. */
import type { ReactNode } from "react"
import type { ReadinessOfFragment, RowsOfFragment } from "@/gql/graphql"
import { Panel } from "@/ui/Panel"
import { Definition } from "./Definition"
import { ReadinessButton } from "./ReadinessButton"
import { RowsLink } from "./RowsLink"

type Props = {
  title: string
  definition: string
  readiness: ReadinessOfFragment
  rows: RowsOfFragment
  value: string
  unit?: string
  spark?: ReactNode
  badge?: ReactNode
  /** Quiet words after the badge. */
  detail?: string
}

export function MetricCard(props: Props) {
  const { title, definition, readiness, rows, value, unit, spark, badge, detail } = props
  return (
    <Panel
      title={title}
      quiet
      info={<Definition of={title}>{definition}</Definition>}
      actions={<ReadinessButton of={title} readiness={readiness} />}
      className="pb-3.5 max-md:pb-3 max-md:[&>header]:items-start max-md:[&>header]:pl-3 max-md:[&_h2]:whitespace-normal max-md:[&_h2]:leading-[18px]"
    >
      <div className="flex items-center pt-0.5 pr-4 pl-4 max-md:px-3">
        <p className="whitespace-nowrap font-semibold text-2xl leading-9 tabular-nums">
          <RowsLink rows={rows} label={`${title}: ${value} ${unit ?? ""}. Show its rows`}>
            {value}
          </RowsLink>
          {unit && (
            <span className="ml-1.5 font-medium text-base text-muted-foreground tracking-normal">{unit}</span>
          )}
        </p>
        <span className="ml-auto max-md:hidden">{spark}</span>
      </div>
      <p className="flex items-center gap-2 overflow-hidden whitespace-nowrap px-4 pt-1 text-xs max-md:flex-wrap max-md:whitespace-normal max-md:px-3">
        {badge}
        <span className="min-w-0 truncate text-muted-foreground max-md:whitespace-normal">{detail}</span>
      </p>
    </Panel>
  )
}
