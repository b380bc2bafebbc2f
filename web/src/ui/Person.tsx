import { Avatar, type AvatarProps } from "./Avatar"
import { cn } from "./cn"

export type PersonProps = Pick<AvatarProps, "id" | "name" | "kind" | "variant"> & {
  size?: AvatarProps["size"]
  className?: string
}

/** An avatar with its name; the name gives way with an ellipsis. */
export function Person({ className, ...avatar }: PersonProps) {
  return (
    <span className={cn("inline-flex min-w-0 max-w-full items-center gap-1.5", className)}>
      <Avatar {...avatar} />
      <span className="truncate">{avatar.name}</span>
    </span>
  )
}
