/** How far a number can be trusted; opens what lowers it, each with its rows. */
import type { ReadinessOfFragment } from "@/gql/graphql"
import { LazyOverlay, overlay } from "@/lib/overlay/LazyOverlay"
import type { PopoverProps } from "@/ui/Popover"
import { ReadinessBadge } from "@/ui/ReadinessBadge"
import { Findings } from "./Findings"

const popover = overlay<PopoverProps>(() => import("@/ui/Popover").then(({ Popover }) => Popover), "dialog")

type Props = { of: string; readiness: ReadinessOfFragment }

export function ReadinessButton({ of, readiness: { grade, lowers } }: Props) {
  const trigger = (
    <button
      type="button"
      aria-label={`Readiness of ${of}: ${grade} of 100. What lowers it`}
      className="touch-target flex rounded-full hover:bg-accent focus-visible:rounded-full"
    >
      <span aria-hidden="true" className="flex">
        <ReadinessBadge score={grade} />
      </span>
    </button>
  )
  const children =
    lowers.length > 0 ? (
      <Findings findings={lowers} />
    ) : (
      <p className="text-muted-foreground">Nothing lowers it: all inputs are there.</p>
    )
  return (
    <LazyOverlay
      of={popover}
      given={{ title: `What lowers ${of}`, showTitle: true, align: "end", trigger, children }}
    />
  )
}
