/** A role in all its parts; nothing is saved until one says so, and nothing is lost by leaving. */
import { useNavigate } from "@tanstack/react-router"
import { Copy, Ellipsis, Eye, Lock, Trash2 } from "lucide-react"
import { Suspense, useState } from "react"
import { useSend } from "@/lib/action"
import { refetchScreen } from "@/lib/client"
import { useConnection } from "@/lib/connection"
import type { Failure } from "@/lib/failure"
import { useIsPhone } from "@/lib/media"
import { LazyMenu } from "@/lib/overlay/LazyMenu"
import { part } from "@/lib/part"
import { Button } from "@/ui/Button"
import { IconButton } from "@/ui/IconButton"
import { toast } from "@/ui/toast"
import { Fault, faultWords } from "./Fault"
import { FieldRules } from "./FieldRules"
import { Matrix } from "./Matrix"
import { Narrowings } from "./Narrowings"
import { UpdateRoleMutation, ViewAsMutation } from "./queries"
import { RoleBasics } from "./RoleBasics"
import { above } from "./RolePage"
import { changesOf, draftOf, inputOf, type Role } from "./role-draft"
import { SaveBar } from "./SaveBar"
import { SettingsFrame } from "./SettingsFrame"
import { UnsavedGuard } from "./UnsavedGuard"

const NewRole = part(() => import("./NewRole"), "NewRole")
const DeleteRole = part(() => import("./DeleteRole"), "DeleteRole")

export function RoleEditor({ role, roles }: { role: Role; roles: readonly Role[] }) {
  const { id, name, builtIn } = role
  const navigate = useNavigate()
  const phone = useIsPhone()
  const offline = useConnection() === "offline"
  const [draft, setDraft] = useState(() => draftOf(role))
  const [incomplete, setIncomplete] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [asked, setAsked] = useState<"copy" | "delete" | null>(null)
  const [update, saving] = useSend(UpdateRoleMutation)
  const [viewAs, changing] = useSend(ViewAsMutation)
  const changes = changesOf(draftOf(role), draft)
  // A workspace in which nobody may change the roles could never be put right again.
  const locked = id === "role:admin"
  const go = (to: string) => void navigate({ to: to as never })
  const save = async () => {
    const { data, failure } = await update({ input: inputOf(role, draft) })
    setFailure(failure ?? null)
    if (!data) return
    setDraft(draftOf(data.updateRole))
    refetchScreen()
    toast.show({
      title: `${data.updateRole.name} is saved.`,
      description: "It holds from now on, for everyone who has it.",
    })
  }
  const look = async () => {
    const { failure } = await viewAs({ input: { roleId: id } })
    // A full load: nothing that was read as oneself stays.
    if (!failure) return window.location.assign("/")
    toast.show({
      tone: "problem",
      title: "You still see Baton as yourself.",
      description: faultWords(failure),
    })
  }
  const given = { draft, onChange: setDraft, disabled: locked || offline }
  return (
    <SettingsFrame
      title={name}
      above={above}
      needs="administers"
      actions={
        <>
          {!locked && !phone && (
            <Button
              icon={<Eye aria-hidden="true" />}
              busy={changing}
              disabled={changes.length > 0 || offline}
              onClick={() => void look()}
            >
              View as this role
            </Button>
          )}
          <LazyMenu
            trigger={
              <IconButton label="More">
                <Ellipsis aria-hidden="true" />
              </IconButton>
            }
            items={[
              ...(phone && !locked
                ? [
                    {
                      label: "View as this role",
                      icon: <Eye aria-hidden="true" />,
                      disabled: changes.length > 0 || offline,
                      onSelect: () => void look(),
                    },
                  ]
                : []),
              {
                label: "Make a copy…",
                icon: <Copy aria-hidden="true" />,
                disabled: offline,
                onSelect: () => setAsked("copy"),
              },
              ...(builtIn
                ? []
                : [
                    { separator: true } as const,
                    {
                      label: "Delete…",
                      danger: true,
                      disabled: offline,
                      icon: <Trash2 aria-hidden="true" />,
                      onSelect: () => setAsked("delete"),
                    },
                  ]),
            ]}
          />
        </>
      }
    >
      {locked && (
        <p className="mb-6 flex items-start gap-2 rounded-md border border-info-line bg-info-soft p-3 text-info-text">
          <Lock className="mt-0.5 size-3.5" aria-hidden="true" />
          This role always may everything, so that a workspace cannot lock itself out. To allow less, make a
          copy and change that.
        </p>
      )}
      <Fault failure={failure} shown={["name", "description"]} />
      <RoleBasics {...given} failure={failure} memberCount={role.memberCount} />
      <Matrix {...given} saved={draftOf(role)} />
      <FieldRules {...given} />
      <Narrowings {...given} onIncomplete={setIncomplete} />
      <SaveBar
        changes={changes}
        busy={saving}
        problem={incomplete ? "A condition has no value yet." : offline ? "You are offline." : undefined}
        onSave={() => void save()}
        onDiscard={() => {
          setDraft(draftOf(role))
          setFailure(null)
        }}
      />
      <UnsavedGuard unsaved={changes.length > 0} />
      <Suspense>
        {asked === "copy" && (
          <NewRole
            roles={roles}
            copyOf={role}
            onClose={() => setAsked(null)}
            onMade={(id) => go(`/settings/roles/${id}`)}
          />
        )}
        {asked === "delete" && (
          <DeleteRole role={role} onClose={() => setAsked(null)} onDone={() => go(above.to)} />
        )}
      </Suspense>
    </SettingsFrame>
  )
}
