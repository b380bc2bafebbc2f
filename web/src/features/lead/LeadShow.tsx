/** One lead: who asks and who is responsible, what happened, what comes next, and its outcome. */
import { useParams } from "@tanstack/react-router"
import { ArrowRightLeft, CircleX, GitBranchPlus } from "lucide-react"
import { Suspense, useState } from "react"
import { useQuery } from "urql"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { useKeys } from "@/lib/keys"
import { Failed } from "@/lib/page/Failed"
import { part } from "@/lib/part"
import { Composer } from "@/lib/record/Composer"
import { DeleteMenu } from "@/lib/record/DeleteMenu"
import { ReachBar } from "@/lib/record/ReachBar"
import { RecordPage } from "@/lib/record/RecordPage"
import { RecordPending } from "@/lib/record/RecordPending"
import { RecordTimeline } from "@/lib/record/RecordTimeline"
import { ShareButton } from "@/lib/record/ShareButton"
import { TrashBanner } from "@/lib/record/TrashBanner"
import { useHistory } from "@/lib/record/use-history"
import { LeadClosed } from "./LeadClosed"
import { LeadHeader } from "./LeadHeader"
import { LeadNext } from "./LeadNext"
import { LeadProperties } from "./LeadProperties"
import { LeadRelated } from "./LeadRelated"
import { OfferBanner } from "./OfferBanner"
import { OfferedBy } from "./OfferedBy"
import { LeadQuery } from "./queries"
import { useLeadMoves } from "./use-lead-moves"

const ConvertDialog = part(() => import("./ConvertDialog"), "ConvertDialog")
const DisqualifyDialog = part(() => import("./DisqualifyDialog"), "DisqualifyDialog")
const HandoffDialog = part(() => import("@/lib/record/HandoffDialog"), "HandoffDialog")

const list = { to: "/leads", label: "Leads" }

export function LeadShow() {
  const { id = "" } = useParams({ strict: false })
  const { me, can, assignee } = useDirectory()
  const [items, setItems] = useState(50)
  const [asking, setAsking] = useState<"convert" | "disqualify" | "handoff" | null>(null)
  const [{ data, error, fetching }, ask] = useQuery({ query: LeadQuery, variables: { id, items } })
  const again = () => ask({ requestPolicy: "network-only" })
  useHistory(id, again)
  const offline = useConnection() === "offline"
  const { moving, moveTo } = useLeadMoves(id, () => setAsking("convert"))
  const lead = data?.lead
  const open = lead?.state === "OPEN" && !lead.deletedAt
  const acts = open && can("edit", "LEAD") && !offline
  const offer = lead?.handoff?.state === "OFFERED" ? lead.handoff : null
  const mine = offer && (offer.toId === me.id || me.teamIds.includes(offer.toId)) ? offer : null
  const handsOff = acts && !offer
  useKeys("Lead", [
    ...(handsOff ? [{ keys: "a", label: "Hand off", run: () => setAsking("handoff") }] : []),
    ...(acts ? [{ keys: "v", label: "Convert to a deal", run: () => setAsking("convert") }] : []),
  ])

  if (!lead)
    return (
      <RecordPending
        kind="Lead"
        list={list}
        failure={error ? toFailure(error) : null}
        fetching={fetching}
        onRetry={again}
        stepper
      />
    )
  const close = () => setAsking(null)
  return (
    <RecordPage
      id={id}
      title={lead.name}
      kind="Lead"
      list={list}
      actions={
        <>
          <ShareButton id={id} name={lead.name} mayShare={Boolean(acts)} />
          <DeleteMenu
            id={id}
            name={lead.name}
            list={list.to}
            canDelete={can("delete", "LEAD") && !offline}
            items={
              acts
                ? [
                    ...(handsOff
                      ? [
                          {
                            label: "Hand off…",
                            kbd: "A",
                            icon: <ArrowRightLeft aria-hidden="true" />,
                            onSelect: () => setAsking("handoff"),
                          },
                        ]
                      : []),
                    {
                      label: "Convert…",
                      kbd: "V",
                      icon: <GitBranchPlus aria-hidden="true" />,
                      onSelect: () => setAsking("convert"),
                    },
                    {
                      label: "Disqualify…",
                      icon: <CircleX aria-hidden="true" />,
                      onSelect: () => setAsking("disqualify"),
                    },
                  ]
                : []
            }
          />
        </>
      }
      header={
        <LeadHeader
          lead={lead}
          moving={moving}
          onMove={acts ? (stageId) => void moveTo(stageId) : undefined}
          onHandOff={handsOff ? () => setAsking("handoff") : undefined}
          onConvert={acts ? () => setAsking("convert") : undefined}
        />
      }
      banner={
        <>
          {error && <Failed inline action="refresh the lead" failure={toFailure(error)} onRetry={again} />}
          {mine && (
            <OfferBanner
              handoff={mine}
              responsible={
                lead.responsibleId === me.id ? "You" : (assignee(lead.responsibleId)?.name ?? "Someone")
              }
              onAnswered={again}
            />
          )}
          {lead.deletedAt ? (
            <TrashBanner id={id} name={lead.name} deletedAt={lead.deletedAt} onRestored={again} />
          ) : (
            !open && <LeadClosed lead={lead} />
          )}
          <ReachBar email={lead.contact?.emails?.[0]} phone={lead.contact?.phones?.[0]} />
          <Suspense>
            {asking === "convert" && <ConvertDialog lead={lead} onClose={close} />}
            {asking === "disqualify" && <DisqualifyDialog lead={lead} onClose={close} onDone={again} />}
            {asking === "handoff" && (
              <HandoffDialog subjectId={id} name={lead.name} onClose={close} onOffered={again} />
            )}
          </Suspense>
        </>
      }
      properties={<LeadProperties lead={lead} readOnly={!acts} />}
      related={<LeadRelated lead={lead} />}
    >
      {!lead.deletedAt && can("create", "ACTIVITY") && (
        <Composer subjectIds={lead.contact ? [id, lead.contact.id] : [id]} onLogged={again} />
      )}
      {open && <LeadNext leadId={id} nextStep={lead.nextStep} due={lead.nextStepDue} onDone={again} />}
      <RecordTimeline
        items={lead.timeline.nodes}
        hasMore={lead.timeline.pageInfo.hasNextPage}
        onMore={() => setItems((now) => now + 50)}
        stays={lead.stageHistory}
        firstAnswerId={lead.response?.activityId}
        message={lead.message}
        more={(event) =>
          /Offer(ed|Ended)$/.test(event.kind) && <OfferedBy event={event} handoffs={lead.handoffs} />
        }
      />
    </RecordPage>
  )
}
