/** The roles of the workspace: what each is for, how many have it. */
import { Link, useNavigate } from "@tanstack/react-router"
import { ChevronRight, Plus, ShieldCheck } from "lucide-react"
import { Suspense, useState } from "react"
import { useQuery } from "urql"
import { useConnection } from "@/lib/connection"
import { toFailure } from "@/lib/failure"
import { useKeys } from "@/lib/keys"
import { useLiveEvents } from "@/lib/live"
import { Failed } from "@/lib/page/Failed"
import { part } from "@/lib/part"
import { useThrottled } from "@/lib/throttle"
import { Badge } from "@/ui/Badge"
import { Button } from "@/ui/Button"
import { Part } from "./Part"
import { RolesQuery } from "./queries"
import { RowsSkeleton } from "./RowsSkeleton"
import { SettingsFrame } from "./SettingsFrame"

const NewRole = part(() => import("./NewRole"), "NewRole")

export function RolesPage() {
  const [{ data, error }, ask] = useQuery({ query: RolesQuery })
  const again = useThrottled(() => ask({ requestPolicy: "network-only" }))
  useLiveEvents(({ subjectType }) => /^(role|user)$/i.test(subjectType), again)
  const navigate = useNavigate()
  const offline = useConnection() === "offline"
  const [making, setMaking] = useState(false)
  useKeys("Roles", [{ keys: "c", label: "New role", run: () => setMaking(true) }])
  const roles = data?.roles
  return (
    <SettingsFrame
      title="Roles"
      needs="administers"
      note={roles?.length}
      actions={
        <Button
          variant="primary"
          kbd="C"
          icon={<Plus aria-hidden="true" />}
          disabled={offline || !roles}
          onClick={() => setMaking(true)}
        >
          New role
        </Button>
      }
    >
      <Part
        plain
        title="Roles"
        description="A role says what its people see, change, delete and take out. Each person has one."
      >
        {error && (
          <Failed action="load the roles" failure={toFailure(error)} onRetry={again} inline={!!roles} />
        )}
        {!roles && !error && <RowsSkeleton label="Loading roles" rows={6} />}
        <ul aria-label="Roles">
          {roles?.map(({ id, name, description, builtIn, operates, administers, memberCount }) => (
            <li
              key={id}
              className="relative flex min-h-15 items-center gap-3 px-4 py-2 not-last:border-b hover:bg-accent max-md:items-start"
            >
              <ShieldCheck className="text-muted-foreground max-md:mt-0.5" aria-hidden="true" />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                  <Link to={`/settings/roles/${id}` as never} className="row-link truncate">
                    {name}
                  </Link>
                  {administers && <Badge tone="primary">Administers</Badge>}
                  {operates && !administers && <Badge tone="info">Operates</Badge>}
                  {!builtIn && <Badge>Custom</Badge>}
                </p>
                <p className="text-muted-foreground md:truncate">{description}</p>
              </div>
              <p className="flex-none text-muted-foreground tabular-nums">
                {memberCount === 1 ? "1 person" : `${memberCount} people`}
              </p>
              <ChevronRight className="text-subtle-foreground" aria-hidden="true" />
            </li>
          ))}
        </ul>
      </Part>
      <Suspense>
        {making && roles && (
          <NewRole
            roles={roles}
            onClose={() => setMaking(false)}
            onMade={(id) => void navigate({ to: `/settings/roles/${id}` as never })}
          />
        )}
      </Suspense>
    </SettingsFrame>
  )
}
