import { ChevronDown } from "lucide-react"
import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"
import { inputClass } from "./input-class"

export type PickerButtonProps = Omit<ComponentProps<"button">, "children"> & {
  /** What is chosen: a Person, a Stage, a name. */
  children?: ReactNode
  placeholder?: string
}

/** Opens a picker and looks like a field of a form. Spread a Field's control onto it. */
export function PickerButton({ children, placeholder = "Choose…", className, ...rest }: PickerButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cn(inputClass, "flex h-9 items-center gap-2 text-left max-md:h-11", className)}
    >
      <span
        className={cn("flex min-w-0 flex-1 items-center truncate", !children && "text-subtle-foreground")}
      >
        {children ?? placeholder}
      </span>
      <ChevronDown className="text-muted-foreground" aria-hidden="true" />
    </button>
  )
}
