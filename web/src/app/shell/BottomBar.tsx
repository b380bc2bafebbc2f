/** The way around on a phone, under the thumb. */
import { Link } from "@tanstack/react-router"
import { ArrowRightLeft, type LucideIcon, Plus, Search, SquareKanban, Sun } from "lucide-react"
import { openOverlay } from "@/lib/palette"
import { useWaiting } from "./waiting"

const slot =
  "relative grid content-center justify-items-center gap-0.5 font-medium text-2xs text-muted-foreground leading-[14px] aria-[current=page]:text-primary-text [&_.lucide]:size-[22px]"

function Place({
  to,
  label,
  icon: Icon,
  dot,
}: {
  to: string
  label: string
  icon: LucideIcon
  dot?: boolean
}) {
  return (
    <Link to={to as never} activeOptions={{ includeSearch: false }} className={slot}>
      <Icon aria-hidden="true" />
      {label}
      {dot && (
        <span className="absolute top-2 left-[calc(50%+7px)] size-2 rounded-full bg-primary shadow-[0_0_0_2px_var(--background)]">
          <span className="sr-only">waiting for you</span>
        </span>
      )}
    </Link>
  )
}

export function BottomBar() {
  const waiting = useWaiting()
  return (
    <nav
      aria-label="Main, phone"
      className="grid h-[calc(var(--bottom-bar)+env(safe-area-inset-bottom))] flex-none grid-cols-5 border-t bg-background pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <Place to="/today" label="Today" icon={Sun} />
      <Place to="/deals" label="Pipeline" icon={SquareKanban} />
      <button type="button" aria-label="Create" onClick={() => openOverlay("create")} className={slot}>
        <span className="grid h-9 w-11 place-items-center rounded-[12px] bg-primary text-primary-foreground">
          <Plus aria-hidden="true" />
        </span>
      </button>
      <button type="button" onClick={() => openOverlay("palette")} className={slot}>
        <Search aria-hidden="true" />
        Search
      </button>
      <Place to="/handoffs" label="Handoffs" icon={ArrowRightLeft} dot={waiting > 0} />
    </nav>
  )
}
