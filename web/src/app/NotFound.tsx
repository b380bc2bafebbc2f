/** An address that leads nowhere. */
import { Link } from "@tanstack/react-router"
import { Page } from "@/lib/page/Page"
import { buttonClass } from "@/ui/button-class"

export function NotFound() {
  return (
    <div className="flex h-dvh flex-col">
      <Page title="Not found">
        <div className="mx-auto my-auto grid max-w-[400px] justify-items-center gap-1.5 p-6 text-center">
          <h2 className="font-semibold text-lg">Nothing is at this address</h2>
          <p className="text-base text-muted-foreground">It may have been deleted, or you may not see it.</p>
          <Link to={"/today" as never} className={buttonClass({ className: "mt-2" })}>
            Go to Today
          </Link>
        </div>
      </Page>
    </div>
  )
}
