/** A place of the settings that is not this person's to change, and whom to ask. */
import { Lock } from "lucide-react"
import { useDirectory } from "@/lib/directory"
import { EmptyState } from "@/ui/EmptyState"
import type { Right } from "./sections"

export function NotAllowed({ needs = "administers" }: { needs?: Right }) {
  const { users, role, viewer } = useDirectory()
  const able = users
    .filter(({ active, roleId }) => active && role(roleId)?.[needs])
    .map(({ name }) => name)
    .slice(0, 3)
  return (
    <EmptyState art={<Lock className="size-7" />} title="This is not yours to change">
      {viewer.viewingAs
        ? `People with the role ${viewer.viewingAs.name} do not come here.`
        : able.length > 0
          ? `Ask ${new Intl.ListFormat("en-GB", { type: "disjunction" }).format(able)}.`
          : "Ask an administrator."}
    </EmptyState>
  )
}
