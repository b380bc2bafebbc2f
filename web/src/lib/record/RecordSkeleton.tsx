/** A record's page in its final shape, until the record comes. */
import { cn } from "@/ui/cn"
import { Skeleton } from "@/ui/Skeleton"

type Props = {
  /** What is on its way, such as "the lead". */
  what: string
  square?: boolean
  stepper?: boolean
}

export function RecordSkeleton({ what, square, stepper }: Props) {
  return (
    <div role="status" aria-label={`Loading ${what}`} className="flex min-h-0 flex-1 flex-col">
      <div className="border-b px-5 pt-3.5 pb-3 max-md:px-4">
        <div className="flex items-center gap-3">
          <Skeleton className={cn("size-11", square ? "rounded-[27%]" : "rounded-full")} />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-5 w-52" />
            <Skeleton className="w-40" />
          </div>
          <Skeleton className="h-7 w-44 rounded-full max-md:hidden" />
        </div>
        {stepper && <Skeleton className="mt-3 h-7 w-full" />}
      </div>
      <div className="grid min-h-0 flex-1 md:grid-cols-[288px_minmax(0,1fr)]">
        <div className="grid content-start gap-5 border-r p-5 max-md:hidden">
          {["w-3/5", "w-3/4", "w-1/2", "w-2/3", "w-7/12", "w-5/6", "w-5/12"].map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
        <div className="grid content-start gap-5 p-6 pt-[52px] max-md:p-4">
          <Skeleton className="h-[114px] w-full rounded-lg" />
          {["w-2/3", "w-1/2", "w-3/5"].map((width) => (
            <div key={width} className="flex items-center gap-2.5">
              <Skeleton className="size-6 flex-none rounded-full" />
              <Skeleton className={width} />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
