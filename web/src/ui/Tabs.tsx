import type { ReactNode } from "react"
import { cn } from "./cn"
import { rove } from "./roving"

export type TabItem<T extends string> = {
  id: T
  label: ReactNode
  icon?: ReactNode
  count?: number
  /** Changed and not saved: a dot. */
  edited?: boolean
}

export type TabsProps<T extends string> = {
  items: TabItem<T>[]
  value: T
  onChange: (id: T) => void
  /** What is chosen here. */
  label: string
  /** Filled for views in a header, underlined for parts of a page. */
  variant?: "pill" | "line"
  /** The id of the panel that shows the chosen part. */
  panelId?: string
  className?: string
}

/** Choices of which one is shown. The arrows move, as one tab stop. */
export function Tabs<T extends string>({
  items,
  value,
  onChange,
  label,
  variant = "pill",
  panelId,
  className,
}: TabsProps<T>) {
  const line = variant === "line"
  return (
    <div
      role="tablist"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => rove(event, "[role=tab]")?.click()}
      className={cn(
        "scrollbar-none flex min-w-0 items-center overflow-x-auto",
        line ? "gap-[18px] border-b" : "gap-0.5",
        className,
      )}
    >
      {items.map((item) => {
        const on = item.id === value
        return (
          <button
            key={item.id}
            type="button"
            role="tab"
            aria-selected={on}
            aria-controls={on ? panelId : undefined}
            tabIndex={on ? 0 : -1}
            onClick={() => onChange(item.id)}
            className={tabClass(line, on)}
          >
            {item.icon}
            {item.label}
            {item.count !== undefined && (
              <span className="font-normal text-subtle-foreground text-xs tabular-nums">{item.count}</span>
            )}
            {item.edited && (
              <span role="img" aria-label="changed, not saved" className="size-1.5 rounded-full bg-primary" />
            )}
          </button>
        )
      })}
    </div>
  )
}

function tabClass(line: boolean, on: boolean): string {
  return cn(
    "relative inline-flex flex-none items-center gap-1.5 whitespace-nowrap font-medium text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2 max-md:text-base [&_.lucide]:size-[15px]",
    line ? "h-9 max-md:h-11" : "h-7 rounded-md px-[9px] hover:bg-accent max-md:h-9 max-md:px-3",
    on && "text-foreground",
    on && !line && "bg-muted hover:bg-muted",
    on &&
      line &&
      "after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-[1px] after:bg-foreground",
  )
}
