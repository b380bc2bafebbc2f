import { ChevronDown } from "lucide-react"
import type { ComponentProps } from "react"
import { cn } from "./cn"
import { inputClass } from "./input-class"

/** The browser's own select: light, and the best list on a phone. Give it option elements. */
export function NativeSelect({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className="relative block">
      <select {...rest} className={cn(inputClass, "h-9 pr-8 max-md:h-11", className)} />
      <ChevronDown className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-muted-foreground" />
    </span>
  )
}
