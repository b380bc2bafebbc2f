/** A form: its public address, how to embed it, what it asks, how often it was sent. */
import { ExternalLink } from "lucide-react"
import type { FormsQuery } from "@/gql/graphql"
import { CopyLine } from "@/lib/CopyLine"
import { useMinute } from "@/lib/clock"
import { Badge } from "@/ui/Badge"
import { buttonClass } from "@/ui/button-class"
import { DateText } from "@/ui/DateText"
import { addressOf, embedOf } from "./embed"

const types: Record<string, string> = { textarea: "long text", tel: "phone", checkbox: "yes or no" }

export function FormCard({ form }: { form: FormsQuery["forms"][number] }) {
  const now = useMinute()
  const { name, title, intro, path, fields, submissionCount, createdAt } = form
  const address = addressOf(path)
  return (
    <article className="rounded-md border bg-card">
      <header className="flex items-start gap-4 px-4 pt-3.5 max-md:flex-wrap">
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold text-lg">{title}</h2>
          <p className="text-muted-foreground">
            {[title !== name && name, intro].filter(Boolean).join(" · ")}
          </p>
        </div>
        <p className="flex-none text-right max-md:order-last max-md:basis-full max-md:text-left">
          <span className="font-semibold text-xl tabular-nums">
            {submissionCount.toLocaleString("en-GB")}
          </span>{" "}
          <span className="text-muted-foreground">
            {submissionCount === 1 ? "inquiry" : "inquiries"} since{" "}
          </span>
          <DateText value={createdAt} now={now} className="text-muted-foreground" />
        </p>
        <a
          href={address}
          target="_blank"
          rel="noreferrer"
          className={buttonClass({ variant: "plain" })}
          aria-label={`Open ${title} in a new tab`}
        >
          <ExternalLink aria-hidden="true" />
          Open
        </a>
      </header>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 px-4 pt-3 pb-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3">
          <CopyLine label="Public address" text={address} what={`the address of ${title}`} />
          <CopyLine
            label="For your own page"
            text={embedOf(path, fields)}
            what={`the code of ${title}`}
            lines
          />
        </div>
        <section aria-label={`Questions of ${title}`}>
          <h3 className="mb-1 font-medium">Asks for</h3>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-x-6 sm:grid-cols-2">
            {fields.map((field) => (
              <li key={field.name} className="flex min-h-8 items-center gap-2 border-b">
                <span className="min-w-0 flex-1 truncate" title={field.label}>
                  {field.label}
                </span>
                <span className="text-subtle-foreground text-xs">{types[field.type] ?? field.type}</span>
                {field.required && <Badge>Required</Badge>}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </article>
  )
}
