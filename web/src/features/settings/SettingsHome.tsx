/** The settings' front door: the list of places on a phone, one's own account on a desktop. */
import { Navigate } from "@tanstack/react-router"
import { useIsPhone } from "@/lib/media"
import { Page } from "@/lib/page/Page"
import { SettingsNav } from "./SettingsNav"

export function SettingsHome() {
  if (!useIsPhone()) return <Navigate to={"/settings/account" as never} replace />
  return (
    <Page title="Settings" body="scroll">
      <SettingsNav />
    </Page>
  )
}
