/** How far the audit is sealed, and the seal to keep elsewhere. */
import { Check, Copy, Stamp } from "lucide-react"
import { useEffect, useState } from "react"
import { useQuery } from "urql"
import { useMinute } from "@/lib/clock"
import { fullDateTime, shortDate } from "@/ui/dates"
import { IconButton } from "@/ui/IconButton"
import { toast } from "@/ui/toast"
import { headOf } from "./audit-words"
import { AuditSealQuery } from "./queries"

export function AuditSeal() {
  const now = useMinute()
  const [{ data }, ask] = useQuery({ query: AuditSealQuery })
  const [copied, setCopied] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was done is sealed every few minutes.
  useEffect(() => ask({ requestPolicy: "network-only" }), [now, ask])
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const seal = data?.auditSeal
  if (!seal) return null
  const { number, hash, at } = seal
  const copy = () =>
    navigator.clipboard.writeText(headOf(seal)).then(
      () => setCopied(true),
      () => toast.show({ tone: "problem", title: "Not copied.", description: headOf(seal) }),
    )
  return (
    <section
      aria-label="Seal of the audit"
      className="flex min-h-[34px] flex-none flex-wrap items-center gap-x-2 border-t bg-surface px-5 text-muted-foreground text-xs max-md:px-4 max-md:py-1"
    >
      <Stamp className="size-3.5 flex-none" aria-hidden="true" />
      <p>
        {at ? (
          <>
            Sealed up to{" "}
            <time dateTime={at} title={fullDateTime(at)}>
              {shortDate(at, now, { time: true })}
            </time>
          </>
        ) : (
          "Sealed"
        )}{" "}
        · seal {number.toLocaleString("en-GB")} · <code className="font-mono">{hash.slice(0, 12)}…</code>
      </p>
      <IconButton size="sm" label={copied ? "Copied" : "Copy the seal"} onClick={() => void copy()}>
        {copied ? <Check className="text-success-text" aria-hidden="true" /> : <Copy aria-hidden="true" />}
      </IconButton>
      <span role="status" className="sr-only">
        {copied && "Copied"}
      </span>
      <p className="ml-auto text-subtle-foreground max-md:ml-0 max-md:basis-full">
        Keep it elsewhere: <code className="font-mono">baton audit verify --head …</code> checks that nothing
        before it was changed.
      </p>
    </section>
  )
}
