/** A screen that broke does not take the others with it. */
import type { ErrorComponentProps } from "@tanstack/react-router"
import { Failed } from "@/lib/page/Failed"
import { Page } from "@/lib/page/Page"

export function RouteError({ error, reset }: ErrorComponentProps) {
  // A deployment replaces the files of a screen; a fresh load finds the new ones.
  const outdated = /dynamically imported module|Importing a module script failed/i.test(String(error))
  return (
    <Page title="Something here broke">
      <Failed
        action="show this screen"
        failure={{
          message: outdated ? "Baton was updated; load the new version." : "The other screens still work.",
          requestId: null,
        }}
        onRetry={outdated ? () => window.location.reload() : reset}
      />
    </Page>
  )
}
