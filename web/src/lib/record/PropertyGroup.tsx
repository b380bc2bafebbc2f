/** Properties that belong together, under their title. */
import type { ReactNode } from "react"
import { PropertyList } from "@/ui/PropertyList"

type Props = { title: string; children: ReactNode }

export function PropertyGroup({ title, children }: Props) {
  return (
    <section className="px-3 pb-3.5 max-md:px-2">
      <h2 className="flex h-8 items-center px-2 font-semibold">{title}</h2>
      <PropertyList>{children}</PropertyList>
    </section>
  )
}
