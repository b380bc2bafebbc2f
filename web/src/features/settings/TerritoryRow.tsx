/** One territory: its place, what it takes, who works it, how many companies it has. */
import { Link } from "@tanstack/react-router"
import { ChevronDown, ChevronUp, Ellipsis, Pencil, Trash2 } from "lucide-react"
import { useEffect, useRef } from "react"
import type { ConditionInput, SettingsTerritoryFragment } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { LazyMenu } from "@/lib/overlay/LazyMenu"
import { Avatar } from "@/ui/Avatar"
import { IconButton } from "@/ui/IconButton"
import { conditionWords, type FieldInfo } from "./condition-words"
import { useValueWords } from "./use-values"

type Props = {
  territory: SettingsTerritoryFragment
  place: number
  last: boolean
  fields: readonly FieldInfo[]
  disabled: boolean
  onMove: (by: -1 | 1) => Promise<void>
  onEdit: () => void
  onDelete: () => void
}

export function TerritoryRow({ territory, place, last, fields, disabled, onMove, onEdit, onDelete }: Props) {
  const { id, name, condition, teamId, ownerId, companyCount } = territory
  const { team, user } = useDirectory()
  const say = useValueWords(fields)
  const row = useRef<HTMLLIElement>(null)
  const pressed = useRef<"Up" | "Down" | null>(null)
  // A row that moves takes the focus with it; at an end it goes to the other button.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the place that changed.
  useEffect(() => {
    if (!pressed.current) return
    const buttons = row.current?.querySelectorAll<HTMLButtonElement>("[data-move]:not(:disabled)") ?? []
    const same = [...buttons].find((button) => button.dataset.move === pressed.current)
    ;(same ?? buttons[0])?.focus()
    pressed.current = null
  }, [place])
  const move = async (to: "Up" | "Down") => {
    pressed.current = to
    await onMove(to === "Up" ? -1 : 1)
    pressed.current = null
  }
  const owner = user(ownerId)
  const worked = [team(teamId)?.name, owner && `${owner.name} gets those without an owner`]
  return (
    <li
      ref={row}
      className="relative flex min-h-15 items-center gap-3 py-2 pr-2 pl-4 not-last:border-b hover:bg-accent max-md:items-start max-md:gap-2"
    >
      <span className="w-4 flex-none text-right text-subtle-foreground tabular-nums">{place + 1}</span>
      <Avatar id={teamId} name={team(teamId)?.name ?? ""} kind="queue" size="md" className="max-md:hidden" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          <button type="button" className="row-link max-w-full truncate text-left" onClick={onEdit}>
            {name}
          </button>
        </p>
        <p className="text-muted-foreground md:truncate">
          {condition ? conditionWords(condition as ConditionInput, fields, say) : null}
        </p>
        <p className="text-muted-foreground text-xs md:truncate">{worked.filter(Boolean).join(" · ")}</p>
        <Link
          to={"/companies" as never}
          search={{ territory: id } as never}
          className="relative z-1 text-muted-foreground text-xs tabular-nums hover:underline touch-target md:hidden"
        >
          {companies(companyCount)}
        </Link>
      </div>
      <Link
        to={"/companies" as never}
        search={{ territory: id } as never}
        className="relative z-1 flex-none text-muted-foreground tabular-nums hover:text-foreground hover:underline max-md:hidden"
      >
        {companies(companyCount)}
      </Link>
      <span className="relative z-1 flex flex-none items-center">
        <IconButton
          label={`Move ${name} up`}
          data-move="Up"
          disabled={disabled || place === 0}
          onClick={() => void move("Up")}
        >
          <ChevronUp aria-hidden="true" />
        </IconButton>
        <IconButton
          label={`Move ${name} down`}
          data-move="Down"
          disabled={disabled || last}
          onClick={() => void move("Down")}
        >
          <ChevronDown aria-hidden="true" />
        </IconButton>
        <LazyMenu
          trigger={
            <IconButton label={`Change ${name}`} disabled={disabled}>
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          items={[
            { label: "Edit…", icon: <Pencil aria-hidden="true" />, onSelect: onEdit },
            { separator: true },
            { label: "Delete…", danger: true, icon: <Trash2 aria-hidden="true" />, onSelect: onDelete },
          ]}
        />
      </span>
    </li>
  )
}

const companies = (count: number) =>
  count === 1 ? "1 company" : `${count.toLocaleString("en-GB")} companies`
