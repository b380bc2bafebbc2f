/** Entries of a timeline while they are on their way. */
import { Skeleton } from "@/ui/Skeleton"

type Props = {
  label: string
  /** Below each line stands a card. */
  cards?: boolean
}

export const EntriesSkeleton = ({ label, cards }: Props) => (
  <div role="status" aria-label={label} className="grid gap-5">
    {[64, 48, 56].map((width) => (
      <div key={width} className="grid grid-cols-[24px_minmax(0,1fr)] items-center gap-2.5">
        <Skeleton className="size-6 rounded-full" />
        <Skeleton className="w-2/5" />
        {cards && <Skeleton className="col-start-2 h-12 w-full rounded-md" />}
      </div>
    ))}
  </div>
)
