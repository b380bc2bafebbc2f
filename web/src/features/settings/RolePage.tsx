/** One role, found in the list of all. */
import { useParams } from "@tanstack/react-router"
import { useQuery } from "urql"
import { toFailure } from "@/lib/failure"
import { Failed } from "@/lib/page/Failed"
import { EmptyState } from "@/ui/EmptyState"
import { RolesQuery } from "./queries"
import { RoleEditor } from "./RoleEditor"
import { RowsSkeleton } from "./RowsSkeleton"
import { SettingsFrame } from "./SettingsFrame"
import { rolesPlace } from "./sections"

export function RolePage() {
  const { id } = useParams({ strict: false })
  const [{ data, error }, ask] = useQuery({ query: RolesQuery })
  const role = data?.roles.find((one) => one.id === id)
  if (role) return <RoleEditor role={role} roles={data?.roles ?? []} />
  return (
    <SettingsFrame title="Role" above={rolesPlace} needs="administers">
      {error ? (
        <Failed
          action="load the role"
          failure={toFailure(error)}
          onRetry={() => ask({ requestPolicy: "network-only" })}
        />
      ) : data ? (
        <EmptyState title="This role is not here">It may have been deleted.</EmptyState>
      ) : (
        <RowsSkeleton label="Loading the role" rows={8} />
      )}
    </SettingsFrame>
  )
}
