/** A handoff while it is on its way. */
import { Skeleton } from "@/ui/Skeleton"

export function DetailSkeleton() {
  return (
    <div role="status" aria-label="Loading the handoff" className="px-7 pt-6 max-md:px-4">
      <Skeleton className="h-8 w-56" />
      <Skeleton className="mt-3 w-80 max-w-full" />
      <Skeleton className="mt-5 h-[62px] rounded-lg" />
      <Skeleton className="mt-7 w-20" />
      <Skeleton className="mt-4 w-[90%]" />
      <Skeleton className="mt-2.5 w-[76%]" />
      <Skeleton className="mt-8 w-16" />
      {["w-[70%]", "w-[62%]", "w-[74%]"].map((width) => (
        <Skeleton key={width} className={`mt-4 ${width}`} />
      ))}
    </div>
  )
}
