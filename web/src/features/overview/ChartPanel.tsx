/** A card with a chart: its definition, its trust, and the same numbers as a table and a file. */
import { ChartNoAxesColumn, Download, Table2 } from "lucide-react"
import { type ReactNode, useState } from "react"
import type { ReadinessOfFragment } from "@/gql/graphql"
import { Button } from "@/ui/Button"
import { IconButton } from "@/ui/IconButton"
import { Panel } from "@/ui/Panel"
import { downloadCsv, type Table } from "./csv"
import { Definition } from "./Definition"
import { ReadinessButton } from "./ReadinessButton"

type Props = {
  title: string
  definition: string
  readiness?: ReadinessOfFragment
  table: Table
  /** The file's name, without its ending. */
  file: string
  children: ReactNode
  className?: string
}

export function ChartPanel({ title, definition, readiness, table, file, children, className }: Props) {
  const [asTable, setAsTable] = useState(false)
  return (
    <Panel
      title={title}
      info={<Definition of={title}>{definition}</Definition>}
      className={className}
      actions={
        <>
          {readiness && <ReadinessButton of={title} readiness={readiness} />}
          {asTable && (
            <IconButton
              size="sm"
              label={`${title}: download as CSV`}
              onClick={() => downloadCsv(file, table)}
            >
              <Download aria-hidden="true" />
            </IconButton>
          )}
          <Button
            size="sm"
            variant="ghost"
            aria-pressed={asTable}
            aria-label={`${title} as table`}
            onClick={() => setAsTable(!asTable)}
            icon={asTable ? <ChartNoAxesColumn aria-hidden="true" /> : <Table2 aria-hidden="true" />}
          >
            <span className="max-md:hidden">{asTable ? "As chart" : "As table"}</span>
          </Button>
        </>
      }
    >
      {asTable ? <PlainTable {...table} label={title} /> : children}
    </Panel>
  )
}

function PlainTable({ head, rows, label }: Table & { label: string }) {
  return (
    <section
      aria-label={`${label}, table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="scrollbar-thin max-h-[216px] overflow-auto px-4 pb-3"
    >
      <table className="w-full">
        <thead>
          <tr>
            {head.map((name, at) => (
              <th
                key={name}
                scope="col"
                className={`sticky top-0 h-7 bg-card font-medium text-muted-foreground text-xs ${at === 0 ? "text-left" : "text-right"}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {rows.map(([first, ...rest]) => (
            <tr key={String(first)} className="border-t">
              <th scope="row" className="h-7 text-left font-normal">
                {first}
              </th>
              {rest.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name here.
                <td key={at} className="text-right">
                  {cell ?? "–"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
