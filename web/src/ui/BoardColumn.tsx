import type { ComponentProps, ReactNode } from "react"
import { Count } from "./Count"
import { cn } from "./cn"

export type BoardColumnProps = Omit<ComponentProps<"section">, "title"> & {
  name: string
  /** The stage's mark. */
  mark: ReactNode
  count: number
  /** The sum, by the server. */
  total?: ReactNode
  weighted?: ReactNode
  /** The usual time here, such as "9 d". */
  age?: string
  /** A change that just came, such as "+98k". */
  delta?: string
  /** Something is held over it. */
  over?: boolean
  /** Receives the list element, to scroll and to drop on. */
  listRef?: ComponentProps<"ul">["ref"]
  /** Cards in <li> elements. */
  children: ReactNode
}

/** A stage of the board: count, sum, weighted and age above its cards. One column fills a phone. */
export function BoardColumn(props: BoardColumnProps) {
  const { name, mark, count, total, weighted, age, delta, over, listRef, children, className, ...rest } =
    props
  return (
    <section
      aria-label={`${name}, ${count}`}
      {...rest}
      className={cn(
        "flex min-h-0 min-w-[176px] flex-1 flex-col border-r bg-surface px-[7px] transition-colors first:pl-3 last:border-r-0 last:pr-3",
        "max-md:w-screen max-md:min-w-[100vw] max-md:snap-start max-md:border-0 max-md:px-4",
        over && "bg-primary-soft",
        className,
      )}
    >
      <header className="flex-none px-1 py-2.5">
        <h2 className="flex items-center gap-1.5 font-semibold text-sm max-md:text-lg">
          {mark}
          <span className="truncate">{name}</span>
          <Count value={count} />
          {age && (
            <span className="ml-auto font-normal text-subtle-foreground text-xs tabular-nums">{age}</span>
          )}
        </h2>
        <p className="mt-px flex items-baseline gap-1.5 text-xs">
          <span className="font-medium text-sm tabular-nums">{total}</span>
          {weighted && (
            <span className="truncate text-muted-foreground tabular-nums">{weighted} weighted</span>
          )}
          {delta && <span className="ml-auto font-medium text-success-text tabular-nums">{delta}</span>}
        </p>
      </header>
      <ul
        ref={listRef}
        className="scrollbar-thin -mx-1 grid min-h-0 flex-1 content-start gap-1.5 overflow-y-auto px-1 pt-px pb-24 max-md:gap-2"
      >
        {children}
      </ul>
    </section>
  )
}
