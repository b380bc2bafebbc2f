import { ArrowRight } from "lucide-react"
import { Avatar } from "./Avatar"
import { Baton } from "./Baton"
import { cn } from "./cn"

/** Someone, or a queue, who holds or is offered a record. */
export type Holder = { id: string; name: string; kind?: "person" | "queue" }

export type ResponsibleChipProps = {
  holder: Holder
  /** Who has been offered it and has not accepted yet. */
  offeredTo?: Holder
  /** A pill with the word in a header; bare in a row of a grid; the word alone in small spaces. */
  variant?: "pill" | "cell"
  /** Opens the choice of the next person. */
  onClick?: () => void
  className?: string
}

/** The person who holds the baton; while it is offered the giver stays solid and the taker is dashed. */
export function ResponsibleChip({
  holder,
  offeredTo,
  variant = "pill",
  onClick,
  className,
}: ResponsibleChipProps) {
  const pill = variant === "pill"
  const look = pill
    ? "h-7 gap-1.5 rounded-full border border-primary-line bg-primary-soft pr-2.5 pl-2 font-medium max-md:h-9 focus-visible:rounded-full"
    : "gap-1.5"
  const Tag = onClick ? "button" : "span"
  return (
    <span className={cn("inline-flex min-w-0 max-w-full items-center gap-1.5", className)}>
      <Tag
        {...(onClick ? { type: "button" as const, onClick } : {})}
        className={cn("inline-flex min-w-0 items-center text-foreground", onClick && "touch-target", look)}
      >
        <Baton size={pill ? "md" : "sm"} />
        <Avatar {...holder} />
        {!pill && <span className="sr-only">Responsible: </span>}
        <span className="truncate">{holder.name}</span>
        {pill && <span className="font-normal text-primary-text text-xs">Responsible</span>}
      </Tag>
      {offeredTo && (
        <>
          <ArrowRight className="size-3 text-subtle-foreground" aria-hidden="true" />
          <Avatar {...offeredTo} size={pill ? "md" : "sm"} variant="offered" labelled />
        </>
      )}
    </span>
  )
}
