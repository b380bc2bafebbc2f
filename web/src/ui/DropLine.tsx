import { cn } from "./cn"

/** Where a carried card would land: in the gap above or below the card of its list item. */
export function DropLine({ edge = "bottom" }: { edge?: "top" | "bottom" }) {
  return (
    <div
      aria-hidden="true"
      className={cn(
        "mx-0.5 h-[3px] rounded-xs bg-primary",
        edge === "top" ? "-mt-[4.5px] mb-[1.5px]" : "mt-[1.5px] -mb-[4.5px]",
      )}
    />
  )
}
