/** A value of a record, or quiet words where the viewer's role hides it: empty and hidden are not the same. */
import { EyeOff } from "lucide-react"
import type { ReactNode } from "react"
import type { RecordType } from "@/gql/graphql"
import { Property } from "@/ui/PropertyList"
import { useDirectory } from "../directory"

export const Hidden = () => (
  <span className="inline-flex max-w-full items-center gap-1.5 text-subtle-foreground">
    <EyeOff className="size-3.5" aria-hidden="true" />
    <span className="truncate">Hidden by your role</span>
  </span>
)

type Props = { object: RecordType; field: string; label: string; children: ReactNode }

/** For a property that is only shown; those that are edited know by their editor. */
export function Masked({ object, field, label, children }: Props) {
  const { access } = useDirectory()
  return <Property label={label}>{access(object, field) === "HIDDEN" ? <Hidden /> : children}</Property>
}
