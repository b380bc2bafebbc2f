import { cn } from "./cn"
import { hueOf, initials } from "./initials"

export type MovedByProps = { id: string; name: string; className?: string }

/** Says that someone else just moved this. */
export function MovedBy({ id, name, className }: MovedByProps) {
  return (
    <span
      className={cn(
        "inline-flex h-[18px] items-center gap-1 whitespace-nowrap rounded-full bg-primary pr-[7px] pl-[3px] font-medium text-2xs text-primary-foreground leading-none",
        className,
      )}
    >
      <span
        aria-hidden="true"
        className={cn(
          "avatar grid size-[13px] place-items-center rounded-full font-semibold text-[6.5px]",
          `hue-${hueOf(id)}`,
        )}
      >
        {initials(name)}
      </span>
      moved by {name.split(" ")[0]}
    </span>
  )
}
