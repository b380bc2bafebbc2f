/** A role in all its parts; nothing is saved until one says so, and nothing is lost by leaving. */
import { useNavigate } from "@tanstack/react-router"
import { Lock } from "lucide-react"
import { Suspense, useState } from "react"
import { useAction, useSend } from "@/lib/action"
import { refetchScreen } from "@/lib/client"
import { useConnection } from "@/lib/connection"
import type { Failure } from "@/lib/failure"
import { part } from "@/lib/part"
import { toast } from "@/ui/toast"
import { useUnsaved } from "@/ui/unsaved"
import { Fault, faultWords } from "./Fault"
import { FieldRules } from "./FieldRules"
import { Matrix } from "./Matrix"
import { Narrowings } from "./Narrowings"
import { UpdateRoleMutation, ViewAsMutation } from "./queries"
import { RoleActions } from "./RoleActions"
import { RoleBasics } from "./RoleBasics"
import { changesOf, draftOf, inputOf, type Role } from "./role-draft"
import { SaveBar } from "./SaveBar"
import { SettingsFrame } from "./SettingsFrame"
import { rolesPlace } from "./sections"

const NewRole = part(() => import("./NewRole"), "NewRole")
const DeleteRole = part(() => import("./DeleteRole"), "DeleteRole")

export function RoleEditor({ role, roles }: { role: Role; roles: readonly Role[] }) {
  const { id, name, builtIn } = role
  const navigate = useNavigate()
  const offline = useConnection() === "offline"
  // What the draft began from: a change by somebody else meanwhile is a conflict, not a change of mine.
  const [basis, setBasis] = useState(role)
  const [draft, setDraft] = useState(() => draftOf(role))
  const [incomplete, setIncomplete] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [asked, setAsked] = useState<"copy" | "delete" | null>(null)
  const [update, saving] = useAction(UpdateRoleMutation)
  const [viewAs, changing] = useSend(ViewAsMutation)
  const saved = draftOf(basis)
  const changes = changesOf(saved, draft)
  useUnsaved(() => changes.length > 0 || incomplete)
  // What is typed in rows of conditions begins anew with them.
  const [turn, setTurn] = useState(0)
  const restart = (from: Role) => {
    setTurn(turn + 1)
    setBasis(from)
    setDraft(draftOf(from))
  }
  if (role.version > basis.version && changes.length === 0 && !incomplete) restart(role)
  // A workspace in which nobody may change the roles could never be put right again.
  const locked = id === "role:admin"
  const go = (to: string) => void navigate({ to: to as never })
  const save = async () => {
    const { data, failure } = await update(inputOf(basis, draft))
    setFailure(failure ?? null)
    if (!data) return
    restart(data.updateRole)
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
      above={rolesPlace}
      needs="administers"
      actions={
        <RoleActions
          locked={locked}
          builtIn={builtIn}
          unsaved={changes.length > 0}
          busy={changing}
          onLook={() => void look()}
          onCopy={() => setAsked("copy")}
          onDelete={() => setAsked("delete")}
        />
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
      <Matrix {...given} saved={saved} />
      <FieldRules {...given} />
      <Narrowings key={turn} {...given} onIncomplete={setIncomplete} />
      <SaveBar
        changes={changes}
        busy={saving}
        problem={incomplete ? "A condition has no value yet." : offline ? "You are offline." : undefined}
        onSave={() => void save()}
        onDiscard={() => {
          restart(role)
          setFailure(null)
        }}
      />
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
          <DeleteRole role={role} onClose={() => setAsked(null)} onDone={() => go(rolesPlace.to)} />
        )}
      </Suspense>
    </SettingsFrame>
  )
}
