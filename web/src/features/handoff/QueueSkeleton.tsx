/** The queue while it is on its way. */
import { Skeleton } from "@/ui/Skeleton"

export function QueueSkeleton() {
  return (
    <div role="status" aria-label="Loading handoffs">
      <div className="flex h-8 items-center border-b bg-surface px-5 max-md:px-4">
        <Skeleton className="w-24" />
      </div>
      {["w-28", "w-36", "w-24", "w-32"].map((width) => (
        <div
          key={width}
          className="grid h-[91px] content-center gap-3 border-b px-5 max-md:h-[148px] max-md:px-4"
        >
          <span className="flex justify-between">
            <Skeleton className={width} />
            <Skeleton className="w-16" />
          </span>
          <Skeleton className="w-44" />
          <Skeleton className="w-52" />
        </div>
      ))}
    </div>
  )
}
