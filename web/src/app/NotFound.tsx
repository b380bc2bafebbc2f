/** An address that leads nowhere. */
import { Link } from "@tanstack/react-router"
import { Page } from "@/lib/page/Page"
import { buttonClass } from "@/ui/button-class"
import { EmptyState } from "@/ui/EmptyState"

export function NotFound() {
  return (
    <Page title="Not found">
      <EmptyState
        title="Nothing is at this address"
        action={
          <Link to={"/today" as never} className={buttonClass({})}>
            Go to Today
          </Link>
        }
      >
        It may have been deleted, or you may not see it.
      </EmptyState>
    </Page>
  )
}
