/** One deal: who owns it, where it stands, what it is worth, what happened, who decides. */
import { useParams } from "@tanstack/react-router"
import { CircleX, RotateCcw, Trophy } from "lucide-react"
import { useMemo, useState } from "react"
import { useQuery } from "urql"
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { useKeys } from "@/lib/keys"
import { LazyPicker } from "@/lib/overlay/LazyPicker"
import { RecordLink } from "@/lib/RecordLink"
import { Composer } from "@/lib/record/Composer"
import { DeleteMenu } from "@/lib/record/DeleteMenu"
import { valueWords } from "@/lib/record/event-words"
import { NextStepBar } from "@/lib/record/NextStepBar"
import { NextStepWords } from "@/lib/record/NextStepWords"
import { peopleOptions } from "@/lib/record/people-options"
import { RecordHeader } from "@/lib/record/RecordHeader"
import { RecordPage } from "@/lib/record/RecordPage"
import { RecordPending } from "@/lib/record/RecordPending"
import { RecordTimeline } from "@/lib/record/RecordTimeline"
import { ShareButton } from "@/lib/record/ShareButton"
import { TrashBanner } from "@/lib/record/TrashBanner"
import { useHistory } from "@/lib/record/use-history"
import { useRecordEdit } from "@/lib/record/use-record-edit"
import { Avatar } from "@/ui/Avatar"
import { Button } from "@/ui/Button"
import { Money } from "@/ui/Money"
import { ResponsibleChip } from "@/ui/ResponsibleChip"
import { StageStepper } from "@/ui/StageStepper"
import { toast } from "@/ui/toast"
import { DealBanner } from "./DealBanner"
import { DealProperties } from "./DealProperties"
import { DealRelated } from "./DealRelated"
import { DealState } from "./DealState"
import { dealMenu } from "./deal-menu"
import { dealSteps } from "./deal-steps"
import { DealQuery, UpdateDealMutation } from "./queries"
import { useDealMoves } from "./use-deal-moves"

const list = { to: "/deals", label: "Deals" }

export function DealShow() {
  const { id = "" } = useParams({ strict: false })
  const directory = useDirectory()
  const { me, user, can, pipelines, baseCurrency } = directory
  const now = useMinute()
  const [timeline, setTimeline] = useState(50)
  const [{ data, error }, ask] = useQuery({ query: DealQuery, variables: { id, timeline } })
  const again = () => ask({ requestPolicy: "network-only" })
  useHistory(id, again)
  const deal = data?.deal
  const editor = useRecordEdit(UpdateDealMutation, deal, (field, value) =>
    valueWords(field, value, directory, now),
  )
  const moves = useDealMoves({ onDone: (words) => toast.show({ title: words }) })
  const people = useMemo(() => peopleOptions(directory), [directory])
  const inTrash = Boolean(deal?.deletedAt)
  const mayEdit = can("edit", "DEAL") && !inTrash
  // Of a deal in the trash the server lists no activities: the rest of the answer still stands.
  const planned = data?.activities?.nodes ?? []
  useKeys("Record", deal && mayEdit ? [{ keys: "a", label: "Hand off", run: () => moves.handOff(deal) }] : [])

  if (!deal)
    return (
      <RecordPending
        kind="Deal"
        list={list}
        failure={error ? toFailure(error) : null}
        fetching={!data && !error}
        onRetry={again}
        square
        stepper
      />
    )
  const pipeline = pipelines.find(({ stages }) => stages.some((stage) => stage.id === deal.stageId))
  const owner = user(deal.ownerId)
  const open = deal.state === "OPEN"
  const offered = deal.handoff?.state === "OFFERED" ? directory.assignee(deal.handoff.toId) : undefined
  const holder = owner && <ResponsibleChip holder={{ id: owner.id, name: owner.name }} offeredTo={offered} />
  return (
    <RecordPage
      id={deal.id}
      currency={deal.currency}
      title={deal.name}
      kind="Deal"
      list={list}
      actions={
        <>
          <ShareButton id={deal.id} name={deal.name} mayShare={mayEdit} />
          <DeleteMenu
            id={deal.id}
            name={deal.name}
            list={list.to}
            canDelete={can("delete", "DEAL") && !inTrash}
            items={mayEdit ? dealMenu(deal, moves) : []}
          />
        </>
      }
      header={
        <RecordHeader
          avatar={
            deal.company && <Avatar id={deal.company.id} name={deal.company.name} kind="company" size="xl" />
          }
          title={deal.name}
          subtitle={
            <>
              <RecordLink id={deal.companyId}>{deal.company?.name ?? "No company"}</RecordLink>
              {editor.access("amount") !== "HIDDEN" && (
                <>
                  <span aria-hidden="true" className="mx-[5px] text-subtle-foreground">
                    ·
                  </span>
                  <Money amount={deal.amount} currency={deal.currency ?? baseCurrency} />
                </>
              )}
              {!open && deal.state && (
                <span className="ml-2">
                  <DealState state={deal.state} />
                </span>
              )}
            </>
          }
          holder={
            mayEdit && editor.access("ownerId") === "WRITE" ? (
              <LazyPicker
                label="Owner"
                options={people}
                value={deal.ownerId ?? null}
                onChange={(ownerId) =>
                  editor.save({ ownerId }).catch((problem: Error) =>
                    toast.show({
                      tone: "problem",
                      title: "The owner was not changed.",
                      description: problem.message,
                    }),
                  )
                }
                trigger={
                  <button
                    type="button"
                    aria-label={`Owner: ${owner?.name ?? "nobody"}. Change`}
                    className="max-w-full rounded-full"
                  >
                    {holder ?? "Choose an owner"}
                  </button>
                }
              />
            ) : (
              holder
            )
          }
          actions={
            mayEdit &&
            (open ? (
              <>
                <Button icon={<Trophy aria-hidden="true" />} onClick={() => void moves.win(deal)}>
                  Won
                </Button>
                <Button icon={<CircleX aria-hidden="true" />} onClick={() => moves.lose(deal)}>
                  Lost…
                </Button>
              </>
            ) : (
              <Button icon={<RotateCcw aria-hidden="true" />} onClick={() => void moves.reopen(deal)}>
                Reopen
              </Button>
            ))
          }
          stepper={
            pipeline && (
              <StageStepper
                steps={dealSteps(pipeline, deal.stageHistory, now)}
                currentId={deal.stageId ?? ""}
                onMove={
                  open && mayEdit
                    ? (stageId) => {
                        const stage = directory.dealStage(stageId)
                        if (stage) void moves.move(deal, stage)
                      }
                    : undefined
                }
              />
            )
          }
        />
      }
      banner={
        deal.deletedAt ? (
          <TrashBanner id={deal.id} name={deal.name} deletedAt={deal.deletedAt} onRestored={again} />
        ) : (
          <DealBanner deal={deal} meId={me.id} offeredTo={offered?.name} />
        )
      }
      properties={<DealProperties deal={deal} editor={editor} readOnly={!mayEdit} />}
      related={<DealRelated deal={deal} editor={editor} readOnly={!mayEdit} />}
    >
      {!inTrash && can("create", "ACTIVITY") && <Composer subjectIds={[deal.id]} onLogged={again} />}
      {planned.map((activity) => (
        <NextStepBar key={activity.id} activity={activity} onDone={again} />
      ))}
      {deal.state === "OPEN" &&
        deal.nextStep &&
        planned.every(({ subject }) => subject !== deal.nextStep) && (
          <NextStepWords step={deal.nextStep} due={deal.nextStepDue} />
        )}
      <RecordTimeline
        items={deal.timeline.nodes}
        hasMore={deal.timeline.pageInfo.hasNextPage}
        onMore={() => setTimeline(timeline + 50)}
      />
      {moves.dialog}
      {editor.dialog}
    </RecordPage>
  )
}
