/** Today while it is on its way. */
import { Skeleton } from "@/ui/Skeleton"

export function TodaySkeleton() {
  return (
    <div role="status" aria-label="Loading today" className="px-5 pt-3 max-md:px-4 xl:mr-[320px]">
      {[3, 2, 4].map((rows) => (
        <div key={rows} className="mb-4">
          <div className="flex h-8 items-center px-2">
            <Skeleton className="w-44" />
          </div>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are all alike.
            <div key={row} className="flex h-10 items-center gap-6 border-b px-2 max-md:h-[60px]">
              <Skeleton className="size-5 rounded-full" />
              <Skeleton className="w-56 max-md:flex-1" />
              <Skeleton className="ml-auto w-16" />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
