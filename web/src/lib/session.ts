/** Leaving the app for the sign-in page, which brings the person back to the address they were at. */

/** The address to return to, if it is one of ours. */
export function returnAddress(to: string | undefined) {
  return to?.startsWith("/") && !to.startsWith("//") && !to.startsWith("/sign-in") ? to : "/"
}

/** Pages for who is not in yet. */
const atTheGate = /^\/(sign-in|setup|reset|invitation)(\/|$)/

let leaving = false

/** After signing out: what still asks the server then does not bring the person back to where they were. */
export function leave() {
  leaving = true
  window.location.assign("/sign-in")
}

/** Called when the server no longer knows the session. A full load drops everything the person before could read. */
export function goToSignIn() {
  const { pathname, search } = window.location
  if (leaving || atTheGate.test(pathname)) return
  window.location.replace(`/sign-in?${new URLSearchParams({ to: pathname + search })}`)
}
