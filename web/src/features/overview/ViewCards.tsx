/** The four working views: what they hold, how many, and the way there. */
import type { OverviewQuery } from "@/gql/graphql"
import { countWords } from "./number-words"
import { RowsLink } from "./RowsLink"

export function ViewCards({ views }: { views: OverviewQuery["overview"]["views"] }) {
  return (
    <ul className="col-span-full grid grid-cols-4 gap-3 max-xl:grid-cols-2 max-md:gap-2.5">
      {views.map(({ key, label, definition, count, rows }) => (
        <li
          key={key}
          className="relative min-w-0 rounded-md border bg-card px-4 py-2.5 hover:border-border-strong max-md:px-3"
        >
          <p className="flex items-baseline justify-between gap-2">
            <RowsLink rows={rows} className="row-link truncate font-medium">
              {label}
            </RowsLink>
            <span className="font-semibold text-lg tabular-nums">{countWords(count)}</span>
          </p>
          <p className="line-clamp-2 text-muted-foreground text-xs">{definition}</p>
        </li>
      ))}
    </ul>
  )
}
