/** The board's shape while its cards are on their way. */
import type { PipelineStageEntry } from "@/lib/directory"
import { stageShape } from "@/lib/stage-shape"
import { Skeleton } from "@/ui/Skeleton"
import { StageMark } from "@/ui/StageMark"

const heights = [4, 3, 3, 2, 3, 1]
const cards = [1, 2, 3, 4]

export function BoardSkeleton({ stages }: { stages: PipelineStageEntry[] }) {
  return (
    <div role="status" aria-label="Loading the board" className="flex min-h-0 flex-1 overflow-hidden">
      {stages.map(({ id, name }, column) => (
        <div
          key={id}
          className="min-w-[200px] flex-1 border-r bg-surface px-[7px] first:pl-3 last:border-r-0 last:pr-3 max-md:not-first:hidden"
        >
          <div className="flex items-center gap-1.5 px-1 pt-2.5 font-semibold">
            <StageMark {...stageShape(stages, id)} />
            <span className="truncate">{name}</span>
          </div>
          <Skeleton className="mx-1 mt-2 mb-3 w-2/5" />
          <div className="grid gap-1.5">
            {cards.slice(0, heights[column % heights.length]).map((card) => (
              <div
                key={card}
                className="grid h-[82px] animate-skeleton content-center gap-2 rounded-md border bg-card px-2.5"
              >
                <Skeleton className="w-3/4" />
                <Skeleton className="w-1/2" />
                <Skeleton className="mt-1 w-1/3" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}
