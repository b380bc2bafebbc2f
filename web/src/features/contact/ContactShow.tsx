/** One person: who they are, what was said, and their leads and deals. */
import { useParams } from "@tanstack/react-router"
import { Eraser, Mail, Phone } from "lucide-react"
import { Suspense, useRef, useState } from "react"
import { useQuery } from "urql"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { Failed } from "@/lib/page/Failed"
import { part } from "@/lib/part"
import { RecordLink } from "@/lib/RecordLink"
import { Composer } from "@/lib/record/Composer"
import { DeleteMenu } from "@/lib/record/DeleteMenu"
import { ReachBar } from "@/lib/record/ReachBar"
import { RecordHeader } from "@/lib/record/RecordHeader"
import { RecordPage } from "@/lib/record/RecordPage"
import { RecordPending } from "@/lib/record/RecordPending"
import { RecordTimeline } from "@/lib/record/RecordTimeline"
import { ShareButton } from "@/lib/record/ShareButton"
import { TrashBanner } from "@/lib/record/TrashBanner"
import { useHistory } from "@/lib/record/use-history"
import { Avatar } from "@/ui/Avatar"
import { buttonClass } from "@/ui/button-class"
import { ContactProperties } from "./ContactProperties"
import { ContactRelated } from "./ContactRelated"
import type { Erasable } from "./erase-words"
import { ContactQuery } from "./queries"

const EraseDialog = part(() => import("./EraseDialog"), "EraseDialog")

const list = { to: "/people", label: "People" }

export function ContactShow() {
  const { id = "" } = useParams({ strict: false })
  const [erasing, setErasing] = useState<Erasable | null>(null)
  return (
    <>
      <OneContact id={id} erasing={Boolean(erasing)} onErase={setErasing} />
      {/* Beside the page, which loses its record while this still tells how it goes. */}
      <Suspense>
        {erasing && <EraseDialog person={erasing} list={list.to} onClose={() => setErasing(null)} />}
      </Suspense>
    </>
  )
}

type Props = { id: string; erasing: boolean; onErase: (person: Erasable) => void }

function OneContact({ id, erasing, onErase }: Props) {
  const { can, administers } = useDirectory()
  const [items, setItems] = useState(50)
  const [{ data, error, fetching }, ask] = useQuery({ query: ContactQuery, variables: { id, items } })
  const again = () => ask({ requestPolicy: "network-only" })
  useHistory(id, again)
  const offline = useConnection() === "offline"
  const known = useRef(data?.contact)
  if (data?.contact) known.current = data.contact
  const contact = data?.contact ?? (erasing ? known.current : null)
  const failure = error ? toFailure(error) : null
  if (!contact)
    return <RecordPending kind="Person" list={list} failure={failure} fetching={fetching} onRetry={again} />
  const { name, jobTitle, company, deletedAt } = contact
  const email = contact.emails?.[0]
  const phone = contact.phones?.[0]
  const place = [contact.city, contact.country].filter(Boolean).join(", ")
  const readOnly = offline || Boolean(deletedAt) || !can("edit", "CONTACT")
  return (
    <RecordPage
      id={id}
      title={name}
      kind="Person"
      list={list}
      actions={
        <>
          <ShareButton id={id} name={name} mayShare={!readOnly} />
          <DeleteMenu
            id={id}
            name={name}
            list={list.to}
            canDelete={can("delete", "CONTACT") && !offline && !deletedAt}
            further={
              administers && !offline
                ? [
                    {
                      label: "Erase for privacy…",
                      danger: true,
                      icon: <Eraser aria-hidden="true" />,
                      onSelect: () => onErase(contact),
                    },
                  ]
                : []
            }
          />
        </>
      }
      header={
        <RecordHeader
          avatar={<Avatar id={id} name={name} size="xl" />}
          title={name}
          subtitle={
            (jobTitle || company || place) && (
              <>
                {jobTitle}
                {jobTitle && company && " at "}
                {company && <RecordLink id={company.id}>{company.name}</RecordLink>}
                {(jobTitle || company) && place && " · "}
                {place}
              </>
            )
          }
          actions={
            <>
              {email && (
                <a href={`mailto:${email}`} className={buttonClass({})}>
                  <Mail aria-hidden="true" />
                  Write
                </a>
              )}
              {phone && (
                <a href={`tel:${phone.replace(/\s/g, "")}`} className={buttonClass({})}>
                  <Phone aria-hidden="true" />
                  Call
                </a>
              )}
            </>
          }
        />
      }
      banner={
        <>
          {failure && !erasing && (
            <Failed inline action="refresh the person" failure={failure} onRetry={again} />
          )}
          {deletedAt && <TrashBanner id={id} name={name} deletedAt={deletedAt} onRestored={again} />}
          <ReachBar email={email} phone={phone} />
        </>
      }
      properties={<ContactProperties contact={contact} readOnly={readOnly} />}
      related={<ContactRelated contact={contact} />}
    >
      {!deletedAt && can("create", "ACTIVITY") && (
        <Composer subjectIds={company ? [id, company.id] : [id]} onLogged={again} />
      )}
      <RecordTimeline
        items={contact.timeline.nodes}
        hasMore={contact.timeline.pageInfo.hasNextPage}
        onMore={() => setItems((now) => now + 50)}
      />
    </RecordPage>
  )
}
