/** A record's page while there is no record: on its way, failed, or not there for this reader. */
import { Link } from "@tanstack/react-router"
import { buttonClass } from "@/ui/button-class"
import { EmptyState } from "@/ui/EmptyState"
import type { Failure } from "../failure"
import { Failed } from "../page/Failed"
import { Page } from "../page/Page"
import { RecordSkeleton } from "./RecordSkeleton"

type Props = {
  /** "Lead", "Person", "Company". */
  kind: string
  list: { to: string; label: string }
  failure: Failure | null
  fetching: boolean
  onRetry: () => void
  /** The shape to expect. */
  square?: boolean
  stepper?: boolean
}

export function RecordPending({ kind, list, failure, fetching, onRetry, square, stepper }: Props) {
  const gone = failure?.code === "INVALID" || failure?.code === "NOT_FOUND"
  const what = `the ${kind.toLowerCase()}`
  return (
    <Page title={kind} back={list.to}>
      {failure && !gone ? (
        <Failed action={`load ${what}`} failure={failure} onRetry={onRetry} />
      ) : fetching && !failure ? (
        <RecordSkeleton what={what} square={square} stepper={stepper} />
      ) : (
        // What was deleted, what one may not see and an address that was never right look the same on purpose.
        <EmptyState
          title={`This ${kind.toLowerCase()} is not here`}
          action={
            <Link to={list.to as never} className={buttonClass({})}>
              All {list.label.toLowerCase()}
            </Link>
          }
        >
          It was deleted, or you may not see it.
        </EmptyState>
      )}
    </Page>
  )
}
