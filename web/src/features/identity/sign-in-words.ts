/** Why signing in with a provider did not work, as /sign-in?error=CODE tells it. */
const words: Record<string, string> = {
  cancelled: "You did not finish signing in there.",
  denied: "You did not finish signing in there.",
  expired: "That took too long. Start again.",
  state: "That took too long, or was begun in another browser. Start again.",
  provider: "The sign-in service did not answer as it should. Try again, or sign in with your password.",
  unavailable: "The sign-in service cannot be reached. Try again, or sign in with your password.",
  unknown_provider: "This way of signing in is not set up any more.",
  unverified: "Your address is not verified there. Verify it, then try again.",
  domain: "Addresses of this domain may not sign in here. Ask an administrator.",
  no_account: "There is no account for this address. Ask an administrator to invite you.",
  inactive: "Your account is deactivated. Ask an administrator.",
}

export const signInProblem = (code: string | undefined) =>
  code ? (words[code.toLowerCase()] ?? "Signing in did not work. Try again, or ask an administrator.") : null
