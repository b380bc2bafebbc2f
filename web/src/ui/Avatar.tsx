import { Users } from "lucide-react"
import { cn } from "./cn"
import { hueOf, initials } from "./initials"

const sizes = {
  xs: "size-4 text-[7px]",
  sm: "size-5 text-[8.4px]",
  md: "size-6 text-[10px]",
  lg: "size-8 text-[13.4px]",
  xl: "size-11 text-[18.5px]",
}

export type AvatarProps = {
  /** Decides the hue, so that a person looks the same everywhere. */
  id: string
  name: string
  kind?: "person" | "queue" | "company"
  size?: keyof typeof sizes
  /** Solid holds the record; offered has been asked and has not accepted. */
  variant?: "solid" | "offered"
  /** Set it where no name stands beside the avatar, so that it is read out. */
  labelled?: boolean
  className?: string
}

/** Circle for a person, square for a queue or a company. */
export function Avatar({
  id,
  name,
  kind = "person",
  size = "sm",
  variant = "solid",
  labelled,
  className,
}: AvatarProps) {
  const label = variant === "offered" ? `${name}, offered` : name
  return (
    <span
      {...(labelled ? { role: "img", "aria-label": label, title: label } : { "aria-hidden": true })}
      className={cn(
        "avatar relative inline-grid flex-none select-none place-items-center font-semibold leading-none tracking-normal",
        `hue-${hueOf(id)}`,
        kind === "person" ? "rounded-full" : "rounded-[27%]",
        sizes[size],
        variant === "offered" && "avatar-offered",
        className,
      )}
    >
      {kind === "queue" ? <Users className="size-[62%] stroke-2" aria-hidden="true" /> : initials(name, kind)}
    </span>
  )
}
