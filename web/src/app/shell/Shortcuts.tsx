/** Every shortcut that works on the present screen, and the switch that turns them off. */
import { enableShortcuts, type ShortcutGroup, useShortcutGroups, useShortcutsEnabled } from "@/lib/keys"
import { openOverlay } from "@/lib/palette"
import { Checkbox } from "@/ui/Checkbox"
import { Dialog } from "@/ui/Dialog"
import { Kbd } from "@/ui/Kbd"

/** From the binding's spelling to the key caps': `$mod+k` is Mod+K, `g d` is G, then D. */
const caps = (keys: string) =>
  keys
    .replace("Shift+?", "?")
    .split(" ")
    .map((press) =>
      press
        .split("+")
        .map((key) => (key === "$mod" ? "Mod" : key.length === 1 ? key.toUpperCase() : key))
        .join("+"),
    )

/** Parts of a screen add to the same heading. */
function merged(groups: ShortcutGroup[]) {
  const byTitle = new Map<string, ShortcutGroup["shortcuts"]>()
  for (const { title, shortcuts } of groups) byTitle.set(title, [...(byTitle.get(title) ?? []), ...shortcuts])
  return [...byTitle].map(([title, shortcuts]) => ({ title, shortcuts }))
}

export function Shortcuts() {
  const groups = merged(useShortcutGroups())
  const enabled = useShortcutsEnabled()
  return (
    <Dialog open onOpenChange={() => openOverlay(null)} title="Shortcuts" size="lg">
      <div className="mb-4">
        <Checkbox checked={enabled} onChange={(event) => enableShortcuts(event.currentTarget.checked)}>
          Shortcuts are on. They never work while you type.
        </Checkbox>
      </div>
      <div className="columns-2 gap-8 max-md:columns-1">
        {groups.map(({ title, shortcuts }) => (
          <section key={title} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 font-semibold">{title}</h3>
            <dl>
              {shortcuts.map(({ keys, label }) => (
                <div key={keys} className="flex h-7 items-center gap-2">
                  <dt className="min-w-0 flex-1 truncate text-muted-foreground">{label}</dt>
                  <dd className="flex gap-1">
                    {caps(keys).map((press) => (
                      <Kbd key={press} keys={press} spoken />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
