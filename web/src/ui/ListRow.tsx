import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"

export type ListRowProps = Omit<ComponentProps<"div">, "title"> & {
  /** The name; put the link that opens it here, with the class `row-link` so that all of the row opens it. */
  title: ReactNode
  subtitle?: ReactNode
  /** At the end of the first line: a clock. */
  aside?: ReactNode
  /** The last line: the responsible person, and at its end a status. */
  foot?: ReactNode
  footEnd?: ReactNode
  selected?: boolean
}

/** A record in a list on a phone, or in a narrow column: 60 px and up. */
export function ListRow({
  title,
  subtitle,
  aside,
  foot,
  footEnd,
  selected,
  className,
  ...rest
}: ListRowProps) {
  return (
    <div
      {...rest}
      className={cn(
        "relative grid min-h-[60px] content-center border-b px-5 py-3 hover:bg-accent max-md:px-4",
        selected && "bg-primary-soft shadow-[inset_2px_0_0_var(--primary)] hover:bg-primary-soft",
        className,
      )}
    >
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{title}</span>
        {aside}
      </div>
      {subtitle && <div className="truncate text-muted-foreground">{subtitle}</div>}
      {(foot || footEnd) && (
        <div className="mt-1.5 flex min-w-0 items-center gap-2 text-sm">
          <span className="min-w-0 flex-1 truncate">{foot}</span>
          {footEnd && <span className="flex-none text-muted-foreground tabular-nums">{footEnd}</span>}
        </div>
      )}
    </div>
  )
}
