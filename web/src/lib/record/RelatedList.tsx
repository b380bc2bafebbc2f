/** A titled list in the right panel of a record. */
import type { ReactNode } from "react"
import { Count } from "@/ui/Count"

type Props = { title: string; count?: number; action?: ReactNode; children: ReactNode }

export function RelatedList({ title, count, action, children }: Props) {
  return (
    <section className="pb-3.5 not-first:border-t not-first:pt-2.5">
      <div className="flex h-[30px] items-center gap-1.5 px-5 max-md:px-4">
        <h2 className="font-semibold">{title}</h2>
        {count !== undefined && <Count value={count} />}
        {action && <span className="ml-auto">{action}</span>}
      </div>
      <ul className="px-5 max-md:px-4">{children}</ul>
    </section>
  )
}
