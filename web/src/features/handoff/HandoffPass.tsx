/** The pass: the giver, the clock, the taker. */
import { useDirectory } from "@/lib/directory"
import { LiveClock } from "@/lib/handoff/LiveClock"
import { Avatar } from "@/ui/Avatar"
import { Baton } from "@/ui/Baton"
import type { FullHandoff } from "./HandoffDetail"
import { stateWords } from "./handoff-words"

const party = "flex min-w-0 items-center gap-[11px] px-4 py-3.5 max-md:gap-2 max-md:px-3"

export function HandoffPass({ handoff }: { handoff: FullHandoff }) {
  const { assignee, me } = useDirectory()
  const from = assignee(handoff.fromId)
  const to = assignee(handoff.toId)
  const offered = handoff.state === "OFFERED"
  const accepted = handoff.state === "ACCEPTED"
  const nameOf = (who: typeof from) => (who?.id === me.id ? "You" : (who?.name ?? "Nobody"))
  return (
    <div className="mt-4 grid grid-cols-[minmax(0,1fr)_140px_minmax(0,1fr)] items-center rounded-lg border bg-surface max-md:grid-cols-2">
      <div className={party}>
        {from && <Avatar {...from} size="lg" />}
        <div className="min-w-0">
          <p className="truncate font-medium">{from ? nameOf(from) : "From capture"}</p>
          <p className="truncate text-muted-foreground text-xs">
            {offered && from && <Baton size="sm" className="mr-1.5" />}
            {offered ? "Responsible now" : "Gave it"}
          </p>
        </div>
      </div>
      <div className="relative grid h-11 place-items-center max-md:order-3 max-md:col-span-2 max-md:h-auto max-md:border-t max-md:py-2">
        <span aria-hidden="true" className="absolute inset-x-1 top-1/2 flex -translate-y-1/2 max-md:hidden">
          <span className="flex-1 border-primary border-t-[1.5px]" />
          <span className="flex-1 border-border-strong border-t-[1.5px] border-dashed" />
        </span>
        {handoff.dueAt && (offered || accepted) ? (
          <span className="relative flex rounded-full bg-background">
            <LiveClock handoff={handoff} className={accepted ? "px-2!" : undefined} />
          </span>
        ) : (
          <span className="relative rounded-full border bg-background px-2 text-muted-foreground text-xs leading-[22px]">
            {offered ? "No clock" : stateWords[handoff.state]}
          </span>
        )}
      </div>
      <div className={`${party} justify-end text-right`}>
        <div className="min-w-0">
          <p className="truncate font-medium">{nameOf(to)}</p>
          <p className="truncate text-muted-foreground text-xs">
            {accepted && <Baton size="sm" className="mr-1.5" />}
            {offered ? "Once accepted" : accepted ? "Took it" : "Did not take it"}
          </p>
        </div>
        {to && <Avatar {...to} size="lg" variant={accepted || to.kind === "queue" ? "solid" : "offered"} />}
      </div>
    </div>
  )
}
