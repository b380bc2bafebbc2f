/** The overview while it is on its way. */
import { Skeleton } from "@/ui/Skeleton"

const cards = [
  ...Array.from({ length: 4 }, (_, at) => ({
    key: `metric ${at}`,
    look: "col-span-3 h-[118px] max-xl:col-span-6",
  })),
  ...Array.from({ length: 4 }, (_, at) => ({
    key: `view ${at}`,
    look: "col-span-3 h-[62px] max-xl:col-span-6",
  })),
  { key: "funnel", look: "col-span-6 h-[282px] max-xl:col-span-full" },
  { key: "trend", look: "col-span-6 h-[282px] max-xl:col-span-full" },
  { key: "handoffs", look: "col-span-7 h-[288px] max-xl:col-span-full" },
  { key: "reasons", look: "col-span-5 h-[288px] max-xl:col-span-full" },
]

export function OverviewSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the overview"
      className="grid flex-1 grid-cols-12 content-start gap-3 bg-surface px-5 pt-4 max-md:gap-2.5 max-md:p-3"
    >
      {cards.map(({ key, look }) => (
        <div key={key} className={`rounded-md border bg-card p-4 ${look}`}>
          <Skeleton className="w-36 max-w-full" />
          <Skeleton className="mt-5 h-5 w-20" />
        </div>
      ))}
    </div>
  )
}
