/** Ways to sign in with the company's own accounts, by OpenID Connect. */
import { KeyRound, Plus } from "lucide-react"
import { Suspense, useState } from "react"
import { useQuery } from "urql"
import type { SettingsProviderFragment } from "@/gql/graphql"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { useKeys } from "@/lib/keys"
import { Failed } from "@/lib/page/Failed"
import { part } from "@/lib/part"
import { Badge } from "@/ui/Badge"
import { Button } from "@/ui/Button"
import { EmptyState } from "@/ui/EmptyState"
import { Part } from "./Part"
import { ProvidersQuery } from "./queries"
import { RowsSkeleton } from "./RowsSkeleton"
import { SettingsFrame } from "./SettingsFrame"

const ProviderForm = part(() => import("./ProviderForm"), "ProviderForm")

export function ProvidersPage() {
  const { administers } = useDirectory()
  const [{ data, error }, ask] = useQuery({ query: ProvidersQuery, pause: !administers })
  const again = () => ask({ requestPolicy: "network-only" })
  const offline = useConnection() === "offline"
  const [asked, setAsked] = useState<"new" | SettingsProviderFragment | null>(null)
  useKeys("Sign-in", [{ keys: "c", label: "New way to sign in", run: () => setAsked("new") }])
  const providers = data?.providers
  const button = (
    <Button
      variant="primary"
      kbd="C"
      icon={<Plus aria-hidden="true" />}
      disabled={offline}
      onClick={() => setAsked("new")}
    >
      Add a provider
    </Button>
  )
  return (
    <SettingsFrame
      title="Sign-in"
      needs="administers"
      note={providers?.length || undefined}
      actions={providers && providers.length > 0 && button}
    >
      {providers?.length === 0 ? (
        <EmptyState
          art={<KeyRound className="size-7" />}
          title="Sign in with your company's accounts"
          action={button}
        >
          Any provider that speaks OpenID Connect will do: Google, Microsoft, Okta, Keycloak. People then need
          no password here.
        </EmptyState>
      ) : (
        <Part
          plain
          title="Providers"
          description="Each is a button on the sign-in page. Signing in with a password stays possible."
        >
          {error && (
            <Failed
              action="load the providers"
              failure={toFailure(error)}
              onRetry={again}
              inline={!!providers}
            />
          )}
          {!providers && !error && <RowsSkeleton label="Loading providers" rows={2} />}
          <ul aria-label="Providers">
            {providers?.map((provider) => (
              <li
                key={provider.id}
                className="relative flex min-h-14 items-center gap-3 px-4 py-2 not-last:border-b hover:bg-accent"
              >
                <KeyRound className="text-muted-foreground" aria-hidden="true" />
                <div className="min-w-0 flex-1">
                  <p className="flex items-center gap-2 font-medium">
                    <button
                      type="button"
                      className="row-link truncate text-left"
                      onClick={() => setAsked(provider)}
                    >
                      {provider.name}
                    </button>
                    {!provider.enabled && <Badge>Off</Badge>}
                  </p>
                  <p className="truncate text-muted-foreground">
                    {[provider.issuer.replace(/^https:\/\//, ""), provider.allowedDomains.join(", ")]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Suspense>
        {asked && (
          <ProviderForm
            provider={asked === "new" ? undefined : asked}
            onClose={() => setAsked(null)}
            onDone={again}
          />
        )}
      </Suspense>
    </SettingsFrame>
  )
}
