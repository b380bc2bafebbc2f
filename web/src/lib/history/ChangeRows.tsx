/** Changed fields, one below the other: what each was, and what it is. */
import { ArrowRight } from "lucide-react"
import { useState } from "react"
import { cn } from "@/ui/cn"
import { RecordLink } from "../RecordLink"
import type { ChangeRow, Side } from "./change-words"

type Props = {
  rows: readonly ChangeRow[]
  /** Nothing was before: what is alone is said. */
  first?: boolean
  className?: string
}

/** More are shown on demand. */
const most = 8
/** A text that is longer is shown whole on demand. */
const longest = 280

export function ChangeRows({ rows, first, className }: Props) {
  const [all, setAll] = useState(false)
  const direct = rows.filter(({ follows }) => !follows)
  const short = (direct.length > 0 ? direct : rows).slice(0, most)
  const left = rows.length - short.length
  return (
    <div className={className}>
      <dl className="grid gap-1.5">
        {(all ? rows : short).map((row) => (
          <div
            key={row.field}
            className="grid grid-cols-[132px_minmax(0,1fr)] gap-x-3 max-md:grid-cols-[minmax(0,1fr)]"
          >
            <dt className="text-muted-foreground max-md:text-xs">{row.label}</dt>
            <dd className="flex min-w-0 flex-wrap items-baseline gap-x-1.5">
              {(!first || row.before) && (
                <>
                  <Value side={row.before} className="text-muted-foreground" />
                  <ArrowRight
                    className="size-3 flex-none self-center text-subtle-foreground"
                    aria-label="to"
                  />
                </>
              )}
              <Value side={row.after} className="font-medium" />
            </dd>
          </div>
        ))}
      </dl>
      {left > 0 && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="mt-1.5 text-muted-foreground text-xs hover:text-foreground hover:underline touch-target"
        >
          {all ? "Show less" : left === 1 ? "1 more field" : `${left} more fields`}
        </button>
      )}
    </div>
  )
}

function Value({ side, className }: { side: Side; className: string }) {
  const [all, setAll] = useState(false)
  if (!side) return <span className="text-subtle-foreground">empty</span>
  if (side.id)
    return (
      <span className={cn("min-w-0 break-words", className)}>
        <RecordLink id={side.id}>{side.text}</RecordLink>
      </span>
    )
  const cut = !all && side.text.length > longest
  return (
    <span className={cn("min-w-0 whitespace-pre-wrap break-words", className)}>
      {cut ? `${side.text.slice(0, longest).trimEnd()}… ` : side.text}
      {cut && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="font-normal text-muted-foreground hover:text-foreground hover:underline"
        >
          Show all
        </button>
      )}
    </span>
  )
}
