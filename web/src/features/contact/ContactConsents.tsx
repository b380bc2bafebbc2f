/** What a person has agreed to, by channel, with its proof: the words, when, and by what. */
import { CircleCheck, CircleX } from "lucide-react"
import type { ContactQuery } from "@/gql/graphql"
import { useMinute } from "@/lib/clock"
import { shortDate } from "@/ui/dates"
import { Property } from "@/ui/PropertyList"

type Consents = NonNullable<ContactQuery["contact"]>["consents"]

export function ContactConsents({ consents }: { consents: Consents }) {
  const now = useMinute()
  if (!consents?.length)
    return (
      <div className="px-2 text-muted-foreground">
        <dt className="sr-only">Consent</dt>
        <dd>No consent is recorded.</dd>
      </div>
    )
  return consents.map(({ channel, given, text, at, via }) => {
    const Icon = given ? CircleCheck : CircleX
    const proof = [shortDate(at, now, { time: true }), via && `by ${via}`].filter(Boolean).join(", ")
    return (
      <Property
        key={`${channel} ${at}`}
        label={channel.charAt(0).toUpperCase() + channel.slice(1)}
        className="items-start py-1 [&>dt]:pt-px"
      >
        <p className="flex items-center gap-1.5">
          <Icon
            className={given ? "size-3.5 text-success" : "size-3.5 text-danger-text"}
            aria-hidden="true"
          />
          {given ? "Given" : "Withdrawn"}
        </p>
        <p className="text-muted-foreground text-xs">{proof}</p>
        {text && <p className="text-muted-foreground text-xs">“{text}”</p>}
      </Property>
    )
  })
}
