import { Pencil } from "lucide-react"
import { cn } from "./cn"
import { hueOf, initials } from "./initials"

export type PresenceProps = {
  people: { id: string; name: string; editing?: boolean }[]
  /** Above this the rest is a number. */
  max?: number
}

/** Who else looks at this; a pencil when they type. */
export function Presence({ people, max = 4 }: PresenceProps) {
  if (people.length === 0) return null
  const words = people.map((person) => person.name + (person.editing ? " (editing)" : "")).join(", ")
  const rest = people.length - max
  return (
    <span role="img" aria-label={`Also here: ${words}`} title={words} className="inline-flex items-center">
      {people.slice(0, max).map((person) => (
        <span
          key={person.id}
          className={cn(
            "avatar hue-ring relative -ml-0.5 grid size-6 flex-none place-items-center rounded-full font-semibold text-[9.5px] leading-none shadow-[0_0_0_2px_var(--background)] first:ml-0",
            person.editing && "z-1",
            `hue-${hueOf(person.id)}`,
          )}
        >
          {initials(person.name)}
          {person.editing && (
            <span className="absolute -right-1 -bottom-1 grid size-3 place-items-center rounded-full bg-foreground text-background">
              <Pencil className="size-2 stroke-[2.5]" />
            </span>
          )}
        </span>
      ))}
      {rest > 0 && <span className="ml-1 text-muted-foreground text-xs tabular-nums">+{rest}</span>}
    </span>
  )
}
