/** Leaving the app for the sign-in page, which brings the person back to the address they were at. */
import { ownPath } from "./own-path"

/** Pages for who is not in yet. */
const atTheGate = /^\/(sign-in|setup|reset|invitation)(?![^/?#])/

/** The address to return to after signing in: a screen of this site, or else the start. */
export function returnAddress(to: string | undefined) {
  const path = ownPath(to)
  return path && !atTheGate.test(path) ? path : "/"
}

let leaving = false
/** Heard while leaving. */
let over = false

/**
 * While and after `end` ends the session, nothing that hears of its end first (the socket, a query) brings the person
 * back to where they were, and nothing of the person stays in the tab. The page stays when `end` says that the session
 * has not ended, unless something heard otherwise: it may be the answer that was lost.
 */
export async function leave(end: () => Promise<boolean>) {
  leaving = true
  over = (await end()) || over
  leaving = over
  if (!over) return
  sessionStorage.clear()
  window.location.assign("/sign-in")
}

/** Called when the server no longer knows the session. A full load drops everything the person before could read. */
export function goToSignIn() {
  const { pathname, search, hash } = window.location
  if (leaving) over = true
  if (leaving || atTheGate.test(pathname)) return
  window.location.replace(`/sign-in?${new URLSearchParams({ to: pathname + search + hash })}`)
}
