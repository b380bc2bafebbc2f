/** One handoff in full: from whom to whom, why, what is known, and the answer. */
import { useQuery } from "urql"
import type { HandoffQuery as Result } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { RuleTrace } from "@/lib/handoff/RuleTrace"
import { useLiveEvents } from "@/lib/live"
import { useIsNarrow } from "@/lib/media"
import { Failed } from "@/lib/page/Failed"
import { useThrottled } from "@/lib/throttle"
import { EmptyState } from "@/ui/EmptyState"
import { DetailSkeleton } from "./DetailSkeleton"
import { HandoffAnswer } from "./HandoffAnswer"
import { HandoffChain } from "./HandoffChain"
import { HandoffFacts } from "./HandoffFacts"
import { HandoffHeader } from "./HandoffHeader"
import { HandoffPass } from "./HandoffPass"
import { HandoffStory } from "./HandoffStory"
import { HandoffWhy } from "./HandoffWhy"
import { HandoffQuery } from "./queries"

export type FullHandoff = NonNullable<Result["handoff"]>

type Props = {
  id: string
  /** Where it stands in the queue, from 0. */
  place?: { at: number; of: number }
  onStep: (by: number) => void
  onAnswered: () => void
}

export function HandoffDetail({ id, place, onStep, onAnswered }: Props) {
  const narrow = useIsNarrow()
  const { me, viewer } = useDirectory()
  const [{ data, error }, again] = useQuery({ query: HandoffQuery, variables: { id } })
  const handoff = data?.handoff
  const refresh = useThrottled(() => again({ requestPolicy: "network-only" }))
  useLiveEvents(({ subjectId }) => subjectId === id || subjectId === handoff?.subjectId, refresh)

  if (!handoff && error)
    return (
      <Failed
        action="load the handoff"
        failure={toFailure(error)}
        onRetry={() => again({ requestPolicy: "network-only" })}
      />
    )
  if (!data) return <DetailSkeleton />
  if (!handoff)
    return <EmptyState title="This handoff is not there">It was removed, or you may not see it.</EmptyState>

  const mine = handoff.toId === me.id || viewer.teamIds.includes(handoff.toId)
  const aside = (
    <>
      <HandoffChain handoff={handoff} />
      <HandoffStory handoff={handoff} />
    </>
  )
  const scroll = "scrollbar-thin min-h-0 overflow-auto"
  return (
    <div className="grid min-h-0 flex-1 xl:grid-cols-[minmax(0,1fr)_280px]">
      <div className="flex min-h-0 min-w-0 flex-col">
        <div
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
          tabIndex={0}
          role="region"
          aria-label="What is handed on"
          className={`${scroll} flex-1 px-7 pt-6 pb-6 max-md:px-4 max-md:pt-4`}
        >
          <HandoffHeader handoff={handoff} />
          <HandoffPass handoff={handoff} />
          <HandoffWhy handoff={handoff} mine={mine} />
          <HandoffFacts handoff={handoff} />
          {handoff.trace.length > 0 && (
            <>
              <h3 className="mt-5 mb-1 font-semibold">Why this rule</h3>
              <RuleTrace steps={handoff.trace} />
            </>
          )}
          {narrow && <div className="mt-6 border-t pt-5">{aside}</div>}
        </div>
        <HandoffAnswer handoff={handoff} mine={mine} place={place} onStep={onStep} onAnswered={onAnswered} />
      </div>
      {!narrow && (
        <aside
          aria-label="The handoff's chain"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
          tabIndex={0}
          className={`${scroll} border-l bg-sidebar p-5`}
        >
          {aside}
        </aside>
      )}
    </div>
  )
}
