/** One thing the palette can open or do; what was typed stands out. */
import { CornerDownLeft } from "lucide-react"
import { cn } from "@/ui/cn"
import { Kbd } from "@/ui/Kbd"
import type { Command } from "./commands"

type Props = {
  id: string
  command: Command
  query: string
  selected: boolean
  onPoint: () => void
  onRun: () => void
}

function marked(label: string, query: string) {
  const at = query ? label.toLocaleLowerCase().indexOf(query.trim().toLocaleLowerCase()) : -1
  if (at < 0) return label
  const end = at + query.trim().length
  return (
    <>
      {label.slice(0, at)}
      <mark className="bg-transparent font-semibold text-inherit">{label.slice(at, end)}</mark>
      {label.slice(end)}
    </>
  )
}

export function PaletteRow({ id, command, query, selected, onPoint, onRun }: Props) {
  const { label, hint, icon, keys } = command
  return (
    // The list is steered from the input, which tells readers the active row.
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the input runs the active row.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      onPointerMove={onPoint}
      onClick={onRun}
      className={cn(
        "flex h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2.5 max-md:h-12",
        selected && "bg-primary-soft",
      )}
    >
      <span
        className={cn(
          "grid w-5 flex-none place-items-center text-muted-foreground",
          selected && "text-primary-text",
        )}
      >
        {icon}
      </span>
      <span className="min-w-0 flex-initial truncate font-medium">{marked(label, query)}</span>
      {hint && (
        <span className="min-w-0 flex-[0_1000_auto] truncate text-muted-foreground text-xs">{hint}</span>
      )}
      <span className="ml-auto flex flex-none items-center gap-1 text-subtle-foreground text-xs max-md:hidden">
        {keys?.map((key, index) => (
          <span key={key} className="flex items-center gap-1">
            {index > 0 && "then"}
            <Kbd keys={key} />
          </span>
        ))}
        {!keys && selected && <CornerDownLeft className="size-3.5" aria-hidden="true" />}
      </span>
    </div>
  )
}
