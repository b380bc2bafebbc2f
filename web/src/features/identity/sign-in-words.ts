/** Why signing in with a provider did not work, as /sign-in?error=CODE tells it. */
const words: Record<string, string> = {
  PROVIDER_UNKNOWN: "This way of signing in is not set up any more.",
  PROVIDER_UNREACHABLE: "The sign-in service does not answer. Try again, or sign in with your password.",
  ATTEMPT_OVER: "That took too long, or was begun in another browser. Start again.",
  DENIED: "You did not finish signing in there.",
  TOKEN_REFUSED: "What the sign-in service said cannot be trusted. Ask an administrator.",
  EMAIL_UNVERIFIED: "Your address is not verified there. Verify it, then try again.",
  DOMAIN_NOT_ALLOWED: "Addresses of this domain may not sign in here. Ask an administrator.",
  PERSON_UNKNOWN: "There is no account for this address. Ask an administrator to invite you.",
  PERSON_DEACTIVATED: "Your account is deactivated. Ask an administrator.",
  RATE_LIMITED: "Too many tries. Wait a few minutes, then try again.",
}

export const signInProblem = (code: string | undefined) =>
  code ? (words[code] ?? "Signing in did not work. Try again, or ask an administrator.") : null
