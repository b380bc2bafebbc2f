/** One related record: its picture, its name as a link, a line about it. */
import type { ReactNode } from "react"
import { RecordLink } from "../RecordLink"

type Props = {
  id?: string
  icon: ReactNode
  title: ReactNode
  subtitle?: ReactNode
  /** At the end: a button to remove it. */
  action?: ReactNode
}

export function RelatedRow({ id, icon, title, subtitle, action }: Props) {
  return (
    <li className="group/related relative flex items-start gap-[9px] py-[5px] max-md:min-h-11">
      <span className="mt-0.5 flex-none text-subtle-foreground">{icon}</span>
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          <RecordLink id={id} className="hover:underline">
            {title}
          </RecordLink>
        </p>
        {subtitle && <p className="truncate text-muted-foreground text-xs">{subtitle}</p>}
      </div>
      {action && (
        <span className="md:absolute md:top-1 md:right-0 md:bg-background md:opacity-0 md:group-focus-within/related:opacity-100 md:group-hover/related:opacity-100">
          {action}
        </span>
      )}
    </li>
  )
}
