/** Leaving the app for the sign-in page, which brings the person back to the address they were at. */

/** The address to return to, if it is one of ours. */
export function returnAddress(to: string | undefined) {
  return to?.startsWith("/") && !to.startsWith("//") && !to.startsWith("/sign-in") ? to : "/"
}

/** Called when the server no longer knows the session. A full load drops everything the person before could read. */
export function goToSignIn() {
  const { pathname, search } = window.location
  if (pathname === "/sign-in" || pathname === "/setup") return
  window.location.replace(`/sign-in?${new URLSearchParams({ to: pathname + search })}`)
}
