/** Leaving the app for the sign-in page, which brings the person back to the address they were at. */

/** The address to return to, if it is one of ours. */
export function returnAddress(to: string | undefined) {
  return to?.startsWith("/") && !to.startsWith("//") && !to.startsWith("/sign-in") ? to : "/"
}

/** Pages for who is not in yet. */
const atTheGate = /^\/(sign-in|setup|reset|invitation)(\/|$)/

let leaving = false

/**
 * While and after `end` ends the session, nothing that hears of its end first (the socket, a query) brings the
 * person back to where they were. Stays, when `end` says that the session has not ended.
 */
export async function leave(end: () => Promise<boolean>) {
  leaving = true
  if (await end()) window.location.assign("/sign-in")
  else leaving = false
}

/** Called when the server no longer knows the session. A full load drops everything the person before could read. */
export function goToSignIn() {
  const { pathname, search } = window.location
  if (leaving || atTheGate.test(pathname)) return
  window.location.replace(`/sign-in?${new URLSearchParams({ to: pathname + search })}`)
}
