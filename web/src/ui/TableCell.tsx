import type { ComponentProps } from "react"
import { cn } from "./cn"
import { hueOf } from "./initials"
import { type Pin, pinClass } from "./pin-class"

export type TableCellProps = ComponentProps<"div"> & {
  align?: "left" | "right"
  pin?: Pin
  /** It is being edited; its field fills it. */
  editing?: boolean
  /** Someone else types here now. */
  watchedBy?: { id: string; name: string }
  /** Someone else just changed it: a tint that fades, once for each version. What is typed in the cell stays. */
  flash?: number
}

/** A cell. Text is cut with an ellipsis, numbers go right. */
export function TableCell({
  align,
  pin,
  editing,
  watchedBy,
  flash,
  className,
  children,
  ...rest
}: TableCellProps) {
  return (
    <div
      role="gridcell"
      tabIndex={-1}
      {...rest}
      className={cn(
        // Contained, so that what one cell holds does not widen its row alone.
        "contain-inline-size relative isolate flex min-w-0 items-center overflow-hidden whitespace-nowrap bg-inherit px-2.5 first:pl-5 last:pr-5 focus-visible:-outline-offset-2",
        align === "right" && "justify-end text-right tabular-nums",
        "group-data-active/row:first:shadow-[inset_2px_0_0_var(--primary)]",
        pin && pinClass[pin],
        editing && "z-3 overflow-visible outline-2 outline-ring -outline-offset-2",
        watchedBy && `hue-ring hue-${hueOf(watchedBy.id)}`,
        className,
      )}
    >
      {flash !== undefined && (
        <span key={flash} aria-hidden="true" className="absolute inset-0 -z-1 animate-flash" />
      )}
      {typeof children === "string" || typeof children === "number" ? (
        <span className="truncate">{children}</span>
      ) : (
        children
      )}
      {watchedBy && (
        <span className="hue-tag absolute top-0 right-0 h-3.5 rounded-bl-sm px-1 font-semibold text-[10px] leading-[14px]">
          {watchedBy.name.split(" ")[0]}
        </span>
      )}
    </div>
  )
}
