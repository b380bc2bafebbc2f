/** Rows of a list while they are on their way. */
import { Skeleton } from "@/ui/Skeleton"

export const RowsSkeleton = ({ label, rows = 3 }: { label: string; rows?: number }) => (
  <div role="status" aria-label={label}>
    {Array.from({ length: rows }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rows that stand for nothing have no other key.
      <div key={row} className="flex min-h-14 items-center gap-3 px-4 not-last:border-b">
        <Skeleton className="size-6 rounded-full" />
        <Skeleton className="w-44" />
        <Skeleton className="ml-auto w-20" />
      </div>
    ))}
  </div>
)
