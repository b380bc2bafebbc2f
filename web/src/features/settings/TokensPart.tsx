/** API tokens: one's own, and everybody's for an administrator. */
import { KeyRound, Plus } from "lucide-react"
import { Suspense, useState } from "react"
import { useQuery } from "urql"
import { useSend } from "@/lib/action"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { Failed } from "@/lib/page/Failed"
import { part } from "@/lib/part"
import { Button } from "@/ui/Button"
import { shortDate } from "@/ui/dates"
import { RelativeTime } from "@/ui/RelativeTime"
import { toast } from "@/ui/toast"
import { faultWords } from "./Fault"
import { Part } from "./Part"
import { RevokeTokenMutation, TokensQuery } from "./queries"
import { RowsSkeleton } from "./RowsSkeleton"

const TokenForm = part(() => import("./TokenForm"), "TokenForm")

export function TokensPart() {
  const { me, user, role } = useDirectory()
  const now = useMinute()
  const [making, setMaking] = useState(false)
  const [{ data, error }, ask] = useQuery({ query: TokensQuery })
  const again = () => ask({ requestPolicy: "network-only" })
  const [revoke, busy] = useSend(RevokeTokenMutation)
  const tokens = data?.tokens.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
  const end = async (id: string, name: string) => {
    const { failure } = await revoke({ input: { id } })
    if (failure)
      toast.show({ tone: "problem", title: "The token still works.", description: faultWords(failure) })
    else toast.show({ title: `${name} does not work any more.` })
    again()
  }
  return (
    <Part
      plain
      title="API tokens"
      description="For programs that work with Baton in a person's name."
      actions={
        <Button icon={<Plus aria-hidden="true" />} onClick={() => setMaking(true)}>
          New token
        </Button>
      }
    >
      {error && (
        <Failed action="load the tokens" failure={toFailure(error)} onRetry={again} inline={!!tokens} />
      )}
      {!tokens && !error && <RowsSkeleton label="Loading tokens" rows={2} />}
      {tokens?.length === 0 && (
        <p className="p-4 text-muted-foreground">No tokens. A program needs one to read or write here.</p>
      )}
      <ul aria-label="API tokens">
        {tokens?.map(({ id, name, user: whose, role: narrowed, createdAt, lastUsedAt, expiresAt }) => {
          const facts = [
            whose && whose.id !== me.id && user(whose.id)?.name,
            narrowed ? `as ${role(narrowed.id)?.name ?? "another role"}` : null,
            `until ${shortDate(expiresAt, now)}`,
          ].filter(Boolean)
          return (
            <li key={id} className="flex min-h-14 items-center gap-3 px-4 py-2 not-last:border-b">
              <KeyRound className="text-muted-foreground" aria-hidden="true" />
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{name}</p>
                <p className="truncate text-muted-foreground">
                  {facts.map((fact) => `${fact} · `)}
                  {lastUsedAt !== createdAt ? (
                    <>
                      used <RelativeTime value={lastUsedAt} now={now} />
                    </>
                  ) : (
                    "never used"
                  )}
                </p>
              </div>
              <Button busy={busy} aria-label={`Revoke ${name}`} onClick={() => void end(id, name)}>
                Revoke
              </Button>
            </li>
          )
        })}
      </ul>
      <Suspense>{making && <TokenForm onClose={() => setMaking(false)} onMade={again} />}</Suspense>
    </Part>
  )
}
