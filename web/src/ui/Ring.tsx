import { cn } from "./cn"

/** A ring filled to a share from 0 to 100, in the colour of the text. */
export function Ring({ share, className }: { share: number; className?: string }) {
  return (
    <svg
      viewBox="0 0 14 14"
      aria-hidden="true"
      className={cn("size-3.5 flex-none -rotate-90 fill-none stroke-current stroke-[2.5]", className)}
    >
      <circle cx="7" cy="7" r="5.5" className="opacity-[0.22]" />
      <circle
        cx="7"
        cy="7"
        r="5.5"
        pathLength="100"
        strokeDasharray={`${Math.max(0, Math.min(100, share))} 100`}
      />
    </svg>
  )
}
