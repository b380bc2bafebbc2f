/** Whether a person is in, on the way, or out. */
import { CircleCheck, CircleDashed, CircleMinus, Plane } from "lucide-react"
import type { Person } from "@/lib/directory"
import { Badge } from "@/ui/Badge"
import { stateOf, stateWords } from "./people-words"

const looks = {
  active: { tone: "success", icon: <CircleCheck aria-hidden="true" /> },
  invited: { tone: "info", icon: <CircleDashed aria-hidden="true" /> },
  deactivated: { tone: "neutral", icon: <CircleMinus aria-hidden="true" /> },
} as const

export function PersonState({ person }: { person: Pick<Person, "active" | "invited" | "outOfOffice"> }) {
  const state = stateOf(person)
  return (
    <span className="flex items-center gap-1.5">
      <Badge {...looks[state]}>{stateWords[state]}</Badge>
      {state === "active" && person.outOfOffice && (
        <Badge tone="warning" icon={<Plane aria-hidden="true" />}>
          Out of office
        </Badge>
      )}
    </span>
  )
}
