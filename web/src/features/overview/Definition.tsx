/** What a number means, beside it: shown when the mark is hovered, focused or touched. */
import { Info } from "lucide-react"
import { useId, useState } from "react"
import { cn } from "@/ui/cn"

export function Definition({ of, children }: { of: string; children: string }) {
  const id = useId()
  const [shut, setShut] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering opens what focus opens too.
    <span className="group/definition relative flex-none" onMouseEnter={() => setShut(false)}>
      <button
        type="button"
        aria-label={`Definition of ${of}`}
        aria-describedby={id}
        onFocus={() => setShut(false)}
        onKeyDown={(event) => event.key === "Escape" && setShut(true)}
        className="touch-target grid size-6 place-items-center rounded-md text-subtle-foreground hover:text-foreground [&_.lucide]:size-3.5"
      >
        <Info aria-hidden="true" />
      </button>
      <span
        id={id}
        role="tooltip"
        className={cn(
          "invisible absolute top-full left-1/2 z-20 w-64 -translate-x-1/2 whitespace-normal rounded-md bg-popover px-3 py-2 font-normal text-foreground text-xs leading-[18px] opacity-0 shadow-popover transition-opacity max-md:fixed max-md:inset-x-3 max-md:top-auto max-md:bottom-20 max-md:w-auto max-md:translate-x-0 max-md:text-sm",
          !shut &&
            "group-focus-within/definition:visible group-focus-within/definition:opacity-100 group-hover/definition:visible group-hover/definition:opacity-100",
        )}
      >
        {children}
      </span>
    </span>
  )
}
