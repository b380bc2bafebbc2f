/** The command palette: finds records, goes to places, starts actions; all by keyboard. */
import { Dialog } from "@base-ui/react/dialog"
import { Search } from "lucide-react"
import { useId, useState } from "react"
import { openOverlay } from "@/lib/palette"
import { floatingClass } from "@/ui/floating-class"
import { Kbd } from "@/ui/Kbd"
import { PaletteRow } from "./PaletteRow"
import { usePalette } from "./use-palette"

export function Palette() {
  const id = useId()
  const [query, setQuery] = useState("")
  const [active, setActive] = useState(0)
  const close = () => openOverlay(null)
  const { groups, searching } = usePalette(query)
  const flat = groups.flatMap(({ entries }) => entries)
  const chosen = flat[Math.min(active, flat.length - 1)]
  const run = (command = chosen) => {
    close()
    command?.run()
  }
  const move = (by: number) => {
    const next = (Math.min(active, flat.length - 1) + by + flat.length) % Math.max(1, flat.length)
    setActive(next)
    document.getElementById(`${id}-${flat[next]?.id}`)?.scrollIntoView({ block: "nearest" })
  }
  return (
    <Dialog.Root open onOpenChange={close}>
      <Dialog.Portal>
        <Dialog.Backdrop className={floatingClass.scrim} />
        <Dialog.Popup
          aria-label="Search and run"
          className="fixed z-31 flex flex-col overflow-hidden bg-popover outline-none max-md:inset-0 max-md:bg-background md:top-28 md:left-1/2 md:w-[640px] md:max-w-[calc(100vw-48px)] md:-translate-x-1/2 md:rounded-lg md:shadow-popover"
        >
          <div className="flex h-13 flex-none items-center gap-2.5 border-b px-4 max-md:h-15">
            <Search className="size-[18px] text-subtle-foreground" aria-hidden="true" />
            <input
              role="combobox"
              aria-label="Search records and actions"
              aria-expanded="true"
              aria-controls={`${id}-list`}
              aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
              autoComplete="off"
              spellCheck={false}
              placeholder="Search, or say what to do"
              value={query}
              onChange={(event) => {
                setQuery(event.target.value)
                setActive(0)
              }}
              onKeyDown={(event) => {
                if (event.key === "ArrowDown") move(1)
                else if (event.key === "ArrowUp") move(-1)
                else if (event.key === "Enter" && !event.nativeEvent.isComposing) run()
                else return
                event.preventDefault()
              }}
              className="min-w-0 flex-1 bg-transparent text-lg outline-none"
            />
            <button type="button" onClick={close} aria-label="Close" className="touch-target">
              <Kbd keys="Escape" />
            </button>
          </div>
          <div
            id={`${id}-list`}
            role="listbox"
            aria-label="Results"
            tabIndex={-1}
            className="scrollbar-thin min-h-0 overflow-auto px-2 pt-1.5 pb-2 outline-none max-md:flex-1 md:max-h-[476px]"
          >
            {groups.map(({ title, entries }) => (
              <div key={title} role="group" aria-label={title}>
                <p aria-hidden="true" className="px-2.5 pt-2 pb-1 font-medium text-subtle-foreground text-xs">
                  {title}
                </p>
                {entries.map((command) => (
                  <PaletteRow
                    key={command.id}
                    id={`${id}-${command.id}`}
                    command={command}
                    query={query}
                    selected={command === chosen}
                    onPoint={() => setActive(flat.indexOf(command))}
                    onRun={() => run(command)}
                  />
                ))}
              </div>
            ))}
          </div>
          <p
            role="status"
            className={flat.length === 0 ? "px-4 py-6 text-center text-muted-foreground" : "sr-only"}
          >
            {flat.length === 0
              ? searching
                ? "Searching…"
                : `Nothing matches “${query}”.`
              : `${flat.length} results`}
          </p>
          <footer className="flex h-10 flex-none items-center gap-4 border-t bg-surface px-4 text-muted-foreground text-xs max-md:hidden">
            <span className="flex items-center gap-1.5">
              <Kbd keys="ArrowUp" />
              <Kbd keys="ArrowDown" /> move
            </span>
            <span className="flex items-center gap-1.5">
              <Kbd keys="Enter" /> run
            </span>
            <button
              type="button"
              onClick={() => openOverlay("shortcuts")}
              className="ml-auto flex items-center gap-1.5"
            >
              <Kbd keys="?" /> all shortcuts
            </button>
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
