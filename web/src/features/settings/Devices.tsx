/** Where one is signed in, and ending what is not one's own. For administrators: the same of another person. */
import { Laptop, Smartphone, Terminal } from "lucide-react"
import { useQuery } from "urql"
import { useSend } from "@/lib/action"
import { useMinute } from "@/lib/clock"
import { toFailure } from "@/lib/failure"
import { Failed } from "@/lib/page/Failed"
import { Badge } from "@/ui/Badge"
import { Button } from "@/ui/Button"
import { RelativeTime } from "@/ui/RelativeTime"
import { toast } from "@/ui/toast"
import { deviceKind } from "./device-words"
import { faultWords } from "./Fault"
import { Part } from "./Part"
import { RevokeOtherSessionsMutation, RevokeSessionMutation, SessionsQuery } from "./queries"
import { RowsSkeleton } from "./RowsSkeleton"

const icons = { computer: Laptop, phone: Smartphone, program: Terminal }

/** `userId` for the devices of another person. */
export function Devices({ userId }: { userId?: string }) {
  const now = useMinute()
  const [{ data, error }, ask] = useQuery({ query: SessionsQuery, variables: { userId: userId ?? null } })
  const again = () => ask({ requestPolicy: "network-only" })
  const [revoke, ending] = useSend(RevokeSessionMutation)
  const [revokeOthers, endingAll] = useSend(RevokeOtherSessionsMutation)
  const sessions = data?.sessions.toSorted(
    (a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt.localeCompare(a.lastUsedAt),
  )
  const others = sessions?.filter(({ current }) => !current) ?? []
  const end = async (job: ReturnType<typeof revoke> | ReturnType<typeof revokeOthers>, done: string) => {
    const { failure } = await job
    if (failure)
      toast.show({ tone: "problem", title: "It was not signed out.", description: faultWords(failure) })
    else toast.show({ title: done })
    again()
  }
  return (
    <Part
      plain
      title="Devices"
      description={userId ? "Where they are signed in." : "Where you are signed in."}
      actions={
        !userId &&
        others.length > 0 && (
          <Button busy={endingAll} onClick={() => void end(revokeOthers({}), "Signed out everywhere else.")}>
            Sign out all others
          </Button>
        )
      }
    >
      {error && (
        <Failed action="load the devices" failure={toFailure(error)} onRetry={again} inline={!!sessions} />
      )}
      {!sessions && !error && <RowsSkeleton label="Loading devices" />}
      {sessions?.length === 0 && <p className="p-4 text-muted-foreground">Signed in nowhere.</p>}
      <ul aria-label="Devices">
        {sessions?.map(({ id, current, device, address, lastUsedAt }) => {
          const Icon = icons[deviceKind(device)]
          return (
            <li key={id} className="flex min-h-14 items-center gap-3 px-4 py-2 not-last:border-b">
              <Icon className="text-muted-foreground" aria-hidden="true" />
              <div className="min-w-0 flex-1">
                <p className="flex items-center gap-2 font-medium">
                  <span className="truncate">{device}</span>
                  {current && <Badge tone="success">This device</Badge>}
                </p>
                <p className="truncate text-muted-foreground">
                  {address && `${address} · `}used <RelativeTime value={lastUsedAt} now={now} />
                </p>
              </div>
              {!current && (
                <Button
                  busy={ending}
                  aria-label={`Sign out ${device}`}
                  onClick={() => void end(revoke({ input: { id } }), `${device} is signed out.`)}
                >
                  Sign out
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
