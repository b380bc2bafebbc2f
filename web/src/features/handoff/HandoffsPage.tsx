/** Handoffs: the queue, one handoff in full, and what follows if nobody takes it. */
import { Link, useNavigate, useParams } from "@tanstack/react-router"
import { useEffect } from "react"
import { useQuery } from "urql"
import * as v from "valibot"
import { subjectOf } from "@/lib/handoff/subject"
import { useLiveEvents } from "@/lib/live"
import { useIsPhone } from "@/lib/media"
import { Failed } from "@/lib/page/Failed"
import { Page } from "@/lib/page/Page"
import { typeOfId } from "@/lib/record-type"
import { useThrottled } from "@/lib/throttle"
import { choice, useView } from "@/lib/view"
import { buttonClass } from "@/ui/button-class"
import { EmptyArt } from "@/ui/EmptyArt"
import { EmptyState } from "@/ui/EmptyState"
import { Tabs } from "@/ui/Tabs"
import { HandoffDetail } from "./HandoffDetail"
import { HandoffQueue } from "./HandoffQueue"
import { type BoxId, boxes, emptyBoxes } from "./handoff-words"
import { HandoffCountsQuery } from "./queries"
import { useHandoffs } from "./use-handoffs"

const view = v.object({ box: choice(["to-accept", "sent", "declined", "expired"], "to-accept") })

export function HandoffsPage() {
  const phone = useIsPhone()
  const navigate = useNavigate()
  const { id } = useParams({ strict: false }) as { id?: string }
  const [{ box }] = useView(view)
  const current = boxes.find((one) => one.id === box) ?? boxes[0]
  const handoffs = useHandoffs(current.box)
  const { list, rows } = handoffs
  const [{ data: counts }, countAgain] = useQuery({ query: HandoffCountsQuery })
  const recount = useThrottled(() => countAgain({ requestPolicy: "network-only" }))
  useLiveEvents(({ subjectId }) => typeOfId(subjectId) === "Handoff", recount)

  const open = (next: string | undefined, to: BoxId = current.id) =>
    void navigate({
      to: next ? `/handoffs/${next}` : "/handoffs",
      search: to === "to-accept" ? {} : { box: to },
      replace: !phone,
    } as never)
  const first = rows[0]?.id
  // The address names what is shown, so that A never accepts another one than is read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening follows the first row alone.
  useEffect(() => {
    if (!phone && !id && first) open(first)
  }, [phone, id, first])

  const totals = {
    "to-accept": counts?.toAccept.totalCount,
    sent: counts?.sent.totalCount,
    declined: counts?.declined.totalCount,
    expired: counts?.expired.totalCount,
  }
  const tabs = (
    <Tabs
      label="Handoffs"
      panelId="handoff-queue"
      items={boxes.map((one) => ({ id: one.id, label: one.label, count: totals[one.id] }))}
      value={current.id}
      onChange={(to) => open(undefined, to)}
    />
  )
  const at = rows.findIndex((row) => row.id === id)
  const after = () => open((rows[at + 1] ?? rows[at - 1])?.id)
  const detail = id && (
    <HandoffDetail
      key={id}
      id={id}
      place={at >= 0 ? { at, of: list.total ?? rows.length } : undefined}
      onStep={(by) => rows[at + by] && open(rows[at + by]?.id)}
      onAnswered={phone ? () => open(undefined) : after}
    />
  )
  const name = rows[at] ? subjectOf(rows[at]).name : "Handoff"
  if (phone && id)
    return (
      <Page title={name} back="/handoffs">
        {detail}
      </Page>
    )

  const empty = !list.loading && !list.failure && rows.length === 0 && handoffs.taken.length === 0 && !id
  const broken = list.failure && rows.length === 0 && !id
  return (
    <Page title="Handoffs" tabs={!phone && tabs} toolbar={phone && tabs} body={phone ? "scroll" : "fixed"}>
      {empty ? (
        <div id="handoff-queue" className="flex flex-1">
          <EmptyState
            art={<EmptyArt />}
            title={emptyBoxes[current.id].title}
            action={
              current.id === "to-accept" && (
                <Link to={"/leads" as never} className={buttonClass({ variant: "plain", size: "lg" })}>
                  Open the leads
                </Link>
              )
            }
          >
            {emptyBoxes[current.id].words}
          </EmptyState>
        </div>
      ) : broken ? (
        <div id="handoff-queue" className="flex flex-1">
          <Failed action="load the handoffs" failure={list.failure} onRetry={list.retry} />
        </div>
      ) : (
        <div className="min-h-0 flex-1 md:grid md:grid-cols-[320px_minmax(0,1fr)] xl:grid-cols-[336px_minmax(0,1fr)]">
          <HandoffQueue key={current.id} box={current.id} handoffs={handoffs} selected={id} />
          {!phone && (
            <section aria-label="Handoff" className="flex min-h-0 min-w-0 flex-col">
              {detail}
            </section>
          )}
        </div>
      )}
    </Page>
  )
}
