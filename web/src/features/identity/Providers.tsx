/** Signing in with what the company uses already. */
import { Building2 } from "lucide-react"
import { returnAddress } from "@/lib/session"
import { buttonClass } from "@/ui/button-class"

type Props = { providers: readonly { id: string; name: string }[]; to: string | undefined }

/** The address knows a provider by its key, which is its id without the type. */
const startOf = (id: string, to: string | undefined) =>
  `/auth/${id.slice(id.indexOf(":") + 1)}/start?${new URLSearchParams({ next: returnAddress(to) })}`

export function Providers({ providers, to }: Props) {
  if (providers.length === 0) return null
  return (
    <>
      <ul className="mt-5 grid gap-2">
        {providers.map(({ id, name }) => (
          <li key={id}>
            <a href={startOf(id, to)} className={buttonClass({ size: "lg", block: true })}>
              <Building2 aria-hidden="true" />
              Continue with {name}
            </a>
          </li>
        ))}
      </ul>
      <p className="mt-5 flex items-center gap-3 text-muted-foreground text-xs before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or with a password
      </p>
    </>
  )
}
