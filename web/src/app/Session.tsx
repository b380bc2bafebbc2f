/** Everything behind sign-in: the viewer and directory, live events, then the shell. */
import { useEffect } from "react"
import { useClient, useQuery } from "urql"
import { refetchScreen } from "@/lib/client"
import { setServerTime } from "@/lib/clock"
import { DirectoryProvider } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { startLive, useLiveEvents } from "@/lib/live"
import { Failed } from "@/lib/page/Failed"
import { ViewerQuery } from "@/lib/queries"
import { goToSignIn } from "@/lib/session"
import { useThrottled } from "@/lib/throttle"
import { Boot } from "./Boot"
import { Shell } from "./shell/Shell"

/** Records that the directory is made of; a change of one asks for it again. */
const directoryTypes = /^(user|team|territory|stage|pipeline|reason|product|role|workspace)/i

function Live() {
  const client = useClient()
  useEffect(() => startLive(client, refetchScreen), [client])
  return null
}

export function Session() {
  const [{ data, error }, ask] = useQuery({ query: ViewerQuery })
  const again = useThrottled(() => ask({ requestPolicy: "network-only" }))
  useLiveEvents(({ subjectType }) => directoryTypes.test(subjectType), again)
  const viewer = data?.me
  const signedOut = data !== undefined && !viewer
  useEffect(() => {
    if (signedOut) goToSignIn()
  }, [signedOut])
  const failed = error !== undefined && !viewer
  useEffect(() => {
    if (!failed) return
    const timer = setInterval(again, 5000)
    return () => clearInterval(timer)
  }, [failed, again])
  useEffect(() => {
    if (viewer) setServerTime(viewer.serverTime)
  }, [viewer])
  if (viewer)
    return (
      <DirectoryProvider viewer={viewer}>
        <Live />
        <Shell />
      </DirectoryProvider>
    )
  if (error && !signedOut)
    return (
      <main className="grid h-dvh">
        <h1 className="sr-only">Baton</h1>
        <Failed action="open Baton" failure={toFailure(error)} onRetry={again} />
      </main>
    )
  return <Boot />
}
