import { Skeleton } from "./Skeleton"

const widths = ["w-[46%]", "w-[38%]", "w-[52%]", "w-[41%]"]

/** Rows of a grid or list that is on its way. */
export function SkeletonRows({
  count = 12,
  columns = 5,
  label = "Loading",
}: {
  count?: number
  columns?: number
  label?: string
}) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are all alike.
        <div key={row} className="flex h-9 items-center gap-6 border-b px-5 max-md:h-[60px] max-md:px-4">
          {Array.from({ length: columns }, (_, column) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are all alike.
              key={column}
              className={column > 1 ? "flex-1 max-md:hidden" : "flex-1"}
            >
              <Skeleton className={widths[(row + column) % widths.length]} />
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}
