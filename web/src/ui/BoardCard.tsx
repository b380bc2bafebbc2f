import { Hourglass } from "lucide-react"
import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"
import { MovedBy } from "./MovedBy"

export type BoardCardProps = Omit<ComponentProps<"article">, "title"> & {
  /** The title; put the link that opens the record here. */
  title: ReactNode
  company?: ReactNode
  amount?: ReactNode
  next?: ReactNode
  owner?: ReactNode
  /** Too long in its stage, such as "Rotting, 18 d". */
  rotting?: string
  movedBy?: { id: string; name: string }
  /** It is what the pointer carries. */
  dragging?: boolean
  /** It has been picked up and this is the place it left. */
  ghost?: boolean
  /** The keyboard is here. */
  active?: boolean
}

/** A deal on the board. */
export function BoardCard(props: BoardCardProps) {
  const {
    title,
    company,
    amount,
    next,
    owner,
    rotting,
    movedBy,
    dragging,
    ghost,
    active,
    className,
    ...rest
  } = props
  return (
    <article
      {...rest}
      className={cn(
        "relative block rounded-md border bg-card px-2.5 pt-[9px] pb-2 text-sm hover:border-border-strong max-md:px-3.5 max-md:py-3",
        movedBy &&
          "mt-[7px] border-primary-line bg-[color-mix(in_oklab,var(--card),var(--primary-soft)_55%)]",
        dragging && "z-9 rotate-2 border-transparent shadow-drag",
        ghost && "border-border-strong border-dashed bg-transparent *:invisible",
        active && "outline-2 outline-ring outline-offset-1",
        className,
      )}
    >
      {movedBy && <MovedBy {...movedBy} className="absolute -top-[9px] right-2" />}
      <h3 className="line-clamp-2 font-medium leading-[18px] max-md:text-base">{title}</h3>
      {company && <p className="mt-0.5 truncate text-muted-foreground text-xs">{company}</p>}
      {rotting && (
        <p className="mt-1.5 flex items-center gap-1 text-warning-text text-xs">
          <Hourglass className="size-3" aria-hidden="true" />
          {rotting}
        </p>
      )}
      <div className="mt-2 flex items-center gap-1.5 text-xs leading-5">
        <span className="font-medium text-sm tabular-nums">{amount}</span>
        <span className="ml-auto flex items-center gap-1.5">
          {next}
          {owner}
        </span>
      </div>
    </article>
  )
}
