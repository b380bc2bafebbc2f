import { cn } from "./cn"

/** A grey shape where text or a picture will be; it appears after 150 ms. Size it like what it stands for. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn("block h-2.5 animate-skeleton rounded-[5px] bg-muted", className)}
    />
  )
}
