/** Moving, winning, losing and handing off a deal, with the dialogs that ask for what is missing. */
import { type ReactNode, Suspense, useState } from "react"
import type { MoveDealInput, WinDealInput } from "@/gql/graphql"
import { type Outcome, usePerform } from "@/lib/action"
import { type PipelineStageEntry, useDirectory } from "@/lib/directory"
import type { Failure } from "@/lib/failure"
import { part } from "@/lib/part"
import { formatMoney } from "@/ui/money"
import { toast } from "@/ui/toast"
import type { Place } from "./place"
import { LoseDealMutation, MoveDealMutation, WinDealMutation } from "./queries"
import type { Answers } from "./RequiredFields"
import type { Deal } from "./view"

const RequiredFields = part(() => import("./RequiredFields"), "RequiredFields")
const LoseDialog = part(() => import("./LoseDialog"), "LoseDialog")
const HandoffDialog = part(() => import("@/lib/record/HandoffDialog"), "HandoffDialog")

/** Fields that the dialog can ask for; another missing one is named in a toast. */
const askable = new Set(["amount", "expectedCloseDate", "closeDate", "companyId", "nextStep", "nextStepDue"])

type Asking =
  | {
      kind: "fields"
      deal: Deal
      title: string
      failure: Failure
      go: (answers: Answers) => Promise<Failure | undefined>
    }
  | { kind: "lose" | "handoff"; deal: Deal }

export type DealMoves = {
  move: (deal: Deal, stage: PipelineStageEntry, place?: Place) => Promise<void>
  win: (deal: Deal) => Promise<void>
  lose: (deal: Deal) => void
  /** Takes a win or a loss back. */
  reopen: (deal: Deal) => Promise<void>
  handOff: (deal: Deal) => void
  /** Render it once. */
  dialog: ReactNode
}

type Options = {
  /** Shows a move before the server answers; null takes it back. */
  expect?: (id: string, move: { stageId: string; position: number } | null) => void
  onDone?: (words: string) => void
}

export function useDealMoves({ expect, onDone }: Options = {}): DealMoves {
  const perform = usePerform()
  const { can, baseCurrency } = useDirectory()
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = () => setAsking(null)

  /** Runs it; asks for what is missing; says what went wrong otherwise. */
  async function attempt(
    deal: Deal,
    title: string,
    done: () => void,
    run: (answers: Answers) => Promise<Outcome<unknown>>,
  ) {
    const go = async (answers: Answers) => {
      const { failure } = await run(answers)
      if (!failure) {
        close()
        done()
      }
      return failure
    }
    const failure = await go({})
    if (!failure) return
    if (failure.code === "INVALID" && Object.keys(failure.fields).some((field) => askable.has(field)))
      return setAsking({ kind: "fields", deal, title, failure, go })
    toast.show({
      tone: "problem",
      title: `${deal.name} stays where it was.`,
      description: failure.message,
      action: { label: "Retry", onSelect: () => void attempt(deal, title, done, run) },
    })
  }

  const move: DealMoves["move"] = (deal, stage, place) => {
    const words = `${deal.name} moved to ${stage.name}.`
    return attempt(
      deal,
      `Move to ${stage.name}`,
      () => onDone?.(words),
      async (answers) => {
        if (place) expect?.(deal.id, { stageId: stage.id, position: place.position })
        const { afterId, beforeId } = place ?? {}
        const input: MoveDealInput = { id: deal.id, stageId: stage.id, afterId, beforeId, ...answers }
        const outcome = await perform(MoveDealMutation, input)
        expect?.(deal.id, null)
        return outcome
      },
    )
  }
  /** Back to the stage that it was closed in; the close date that winning set is taken back too. */
  const reopen: DealMoves["reopen"] = (deal) =>
    attempt(
      deal,
      "Reopen",
      () => toast.show({ title: `${deal.name} is open again.` }),
      (answers) =>
        perform(MoveDealMutation, {
          id: deal.id,
          stageId: deal.stageId ?? "",
          expectedCloseDate: deal.expectedCloseDate,
          ...answers,
        }),
    )
  /** A closed deal leaves the board at once: what became of it is said, with the way back. */
  const sayClosed = (deal: Deal, words: string, tone: "won" | "done", amount = deal.amount) =>
    toast.show({
      tone,
      title: words,
      description: tone === "won" ? formatMoney(amount ?? "0", deal.currency ?? baseCurrency) : undefined,
      action: { label: "Undo", onSelect: () => void reopen(deal) },
    })
  const win: DealMoves["win"] = (deal) => {
    let asked: Answers = {}
    return attempt(
      deal,
      "Won",
      () => sayClosed(deal, `${deal.name} is won.`, "won", asked.amount),
      (answers) => {
        asked = answers
        const { amount, closeDate } = answers
        const input: WinDealInput = { id: deal.id, amount, closeDate }
        return perform(WinDealMutation, input)
      },
    )
  }

  const dialog = asking && (
    <Suspense>
      {asking.kind === "fields" && (
        <RequiredFields
          title={asking.title}
          deal={asking.deal}
          failure={asking.failure}
          onSave={asking.go}
          onClose={close}
        />
      )}
      {asking.kind === "lose" && (
        <LoseDialog
          deal={asking.deal}
          onClose={close}
          onLose={async (reasonId, note) => {
            const { failure } = await perform(LoseDealMutation, {
              id: asking.deal.id,
              reasonId,
              note,
            })
            if (failure) return failure
            close()
            sayClosed(asking.deal, `${asking.deal.name} is lost.`, "done")
          }}
        />
      )}
      {asking.kind === "handoff" && (
        <HandoffDialog subjectId={asking.deal.id} name={asking.deal.name} onClose={close} />
      )}
    </Suspense>
  )
  const forbidden = () => toast.show({ tone: "problem", title: "Your role may not change deals." })
  const guard =
    <Args extends unknown[]>(run: (...args: Args) => unknown) =>
    async (...args: Args) => {
      if (can("edit", "DEAL")) await run(...args)
      else forbidden()
    }
  return {
    move: guard(move),
    win: guard(win),
    reopen: guard(reopen),
    lose: guard((deal: Deal) => setAsking({ kind: "lose", deal })),
    handOff: guard((deal: Deal) => setAsking({ kind: "handoff", deal })),
    dialog,
  }
}
