/** Forms while they are on their way. */
import { Skeleton } from "@/ui/Skeleton"

export function FormsSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading forms"
      className="grid flex-1 content-start gap-3 bg-surface px-5 pt-4 max-md:p-3"
    >
      {["w-40", "w-52"].map((width) => (
        <div key={width} className="h-[236px] rounded-md border bg-card p-4 max-md:h-[420px]">
          <Skeleton className={width} />
          <Skeleton className="mt-4 w-72 max-w-full" />
          <Skeleton className="mt-7 h-8 w-full max-w-[520px]" />
          <Skeleton className="mt-7 h-8 w-full max-w-[520px]" />
        </div>
      ))}
    </div>
  )
}
