/** The look of a line of today; `fresh` ones slide in. */
import { cn } from "@/ui/cn"

export const lineClass = (fresh: boolean) =>
  cn(
    "group relative flex min-h-10 items-center gap-2.5 border-b px-2 py-1 transition duration-150 focus-within:bg-accent hover:bg-accent max-md:min-h-[60px] max-md:gap-3 max-md:px-4 max-md:py-2",
    fresh && "animate-flash starting:-translate-y-3 starting:opacity-0",
  )

export const lineText = "flex min-w-0 flex-1 items-baseline gap-2 max-md:grid max-md:gap-0"
export const lineTitle = "truncate font-medium md:max-w-[62%] md:flex-none row-link"
export const lineNote = "min-w-0 truncate text-muted-foreground max-md:text-sm"
