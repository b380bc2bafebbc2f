/** Teams as a tree: who works together, and who sees what from above. */
import { Ellipsis, Network, Pencil, Plus, Trash2 } from "lucide-react"
import { Suspense, useState } from "react"
import { useConnection } from "@/lib/connection"
import { type TeamEntry, useDirectory } from "@/lib/directory"
import { useKeys } from "@/lib/keys"
import { LazyMenu } from "@/lib/overlay/LazyMenu"
import { part } from "@/lib/part"
import { Avatar } from "@/ui/Avatar"
import { Button } from "@/ui/Button"
import { EmptyState } from "@/ui/EmptyState"
import { IconButton } from "@/ui/IconButton"
import { Part } from "./Part"
import { SettingsFrame } from "./SettingsFrame"
import { teamTree } from "./team-tree"

const TeamForm = part(() => import("./TeamForm"), "TeamForm")
const DeleteTeam = part(() => import("./DeleteTeam"), "DeleteTeam")

type Asked = { what: "create"; parentId: string | null } | { what: "edit" | "delete"; team: TeamEntry } | null

export function TeamsPage() {
  const { teams, users, operates } = useDirectory()
  const offline = useConnection() === "offline"
  const [asked, setAsked] = useState<Asked>(null)
  const create = (parentId: string | null) => setAsked({ what: "create", parentId })
  useKeys("Teams", operates ? [{ keys: "c", label: "New team", run: () => create(null) }] : [])
  const close = () => setAsked(null)
  const button = (
    <Button
      variant="primary"
      kbd="C"
      icon={<Plus aria-hidden="true" />}
      disabled={offline}
      onClick={() => create(null)}
    >
      New team
    </Button>
  )
  return (
    <SettingsFrame
      title="Teams"
      needs="operates"
      note={teams.length || undefined}
      actions={teams.length > 0 && button}
    >
      {teams.length === 0 ? (
        <EmptyState art={<Network className="size-7" />} title="People who work together" action={button}>
          A team has a queue that leads can go to, and a role may let its people see what the team has.
        </EmptyState>
      ) : (
        <Part
          plain
          title="Teams"
          description="Who is in a team above also sees what the teams below it have."
        >
          <ul aria-label="Teams">
            {teamTree(teams).map(({ team, depth }) => {
              const members = users.filter(({ id, active }) => active && team.memberIds.includes(id))
              return (
                <li key={team.id} className="not-last:border-b">
                  <div
                    className="flex min-h-11 items-center gap-2.5 py-1 pr-2 pl-4"
                    style={{ marginLeft: depth * 24 }}
                  >
                    <Avatar id={team.id} name={team.name} kind="queue" size="md" />
                    <div className="min-w-0 flex-1">
                      <p className="truncate font-medium">{team.name}</p>
                      {team.timeZone && (
                        <p className="truncate text-muted-foreground text-xs">{team.timeZone}</p>
                      )}
                    </div>
                    <p
                      className="flex flex-none items-center text-muted-foreground"
                      title={members.map(({ name }) => name).join(", ")}
                    >
                      <span aria-hidden="true" className="flex -space-x-1.5 max-md:hidden">
                        {members.slice(0, 5).map(({ id, name }) => (
                          <Avatar key={id} id={id} name={name} className="shadow-[0_0_0_2px_var(--card)]" />
                        ))}
                      </span>
                      <span className="w-20 text-right tabular-nums">
                        {members.length === 1 ? "1 person" : `${members.length} people`}
                      </span>
                    </p>
                    <LazyMenu
                      trigger={
                        <IconButton label={`Change ${team.name}`} disabled={offline}>
                          <Ellipsis aria-hidden="true" />
                        </IconButton>
                      }
                      items={[
                        {
                          label: "Edit or move…",
                          icon: <Pencil aria-hidden="true" />,
                          onSelect: () => setAsked({ what: "edit", team }),
                        },
                        {
                          label: "New team below…",
                          icon: <Plus aria-hidden="true" />,
                          onSelect: () => create(team.id),
                        },
                        { separator: true },
                        {
                          label: "Delete…",
                          danger: true,
                          icon: <Trash2 aria-hidden="true" />,
                          onSelect: () => setAsked({ what: "delete", team }),
                        },
                      ]}
                    />
                  </div>
                </li>
              )
            })}
          </ul>
        </Part>
      )}
      <Suspense>
        {asked?.what === "create" && <TeamForm parentId={asked.parentId} onClose={close} />}
        {asked?.what === "edit" && <TeamForm team={asked.team} onClose={close} />}
        {asked?.what === "delete" && <DeleteTeam team={asked.team} onClose={close} />}
      </Suspense>
    </SettingsFrame>
  )
}
