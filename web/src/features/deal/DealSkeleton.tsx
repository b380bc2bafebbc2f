/** The shape of a deal's page while it is on its way. */
import { Page } from "@/lib/page/Page"
import { Skeleton } from "@/ui/Skeleton"
import { SkeletonRows } from "@/ui/SkeletonRows"

export function DealSkeleton() {
  return (
    <Page title="Deal" back="/deals">
      <div className="flex h-[119px] flex-none flex-col justify-between border-b px-5 pt-3.5 pb-3 max-md:px-4">
        <div className="flex items-center gap-3">
          <Skeleton className="size-11 rounded-[27%]" />
          <div className="grid gap-2">
            <Skeleton className="h-4 w-56" />
            <Skeleton className="w-36" />
          </div>
        </div>
        <Skeleton className="h-7 w-full rounded-md" />
      </div>
      <SkeletonRows count={8} columns={3} label="Loading the deal" />
    </Page>
  )
}
