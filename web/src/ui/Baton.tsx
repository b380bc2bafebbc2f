import { cn } from "./cn"

/** The slanted bar: it marks who is responsible, and nothing else. */
export function Baton({ size = "md", className }: { size?: "sm" | "md"; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-block flex-none rotate-24 rounded-[2px] bg-baton",
        size === "sm" ? "mx-0.5 h-[11px] w-[3px]" : "mr-[3px] ml-0.5 h-[13px] w-[3.5px]",
        className,
      )}
    />
  )
}
