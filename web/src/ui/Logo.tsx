import { cn } from "./cn"

/** The product's mark. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      className={cn("block size-5 flex-none rounded-[25%] bg-primary", className)}
      aria-hidden="true"
    >
      <path
        d="M6.4 12.9 9.2 5.6M10.8 14.4l2.8-7.3"
        fill="none"
        strokeWidth="2.6"
        strokeLinecap="round"
        className="stroke-[oklch(1_0_0)]"
      />
    </svg>
  )
}
