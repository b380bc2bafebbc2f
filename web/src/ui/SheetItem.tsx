import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"
import { floatingClass } from "./floating-class"

export type SheetItemProps = ComponentProps<"button"> & { icon?: ReactNode; hint?: ReactNode }

/** One choice in a sheet, 44 px for the finger. */
export function SheetItem({ icon, hint, className, children, ...rest }: SheetItemProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cn(floatingClass.item, "hover:bg-accent disabled:opacity-60", className)}
    >
      {icon}
      <span className="truncate">{children}</span>
      {hint && <span className="ml-auto text-sm text-subtle-foreground">{hint}</span>}
    </button>
  )
}
