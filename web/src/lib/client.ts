/** The GraphQL client: cookie session, normalised cache, one socket for what is live. */
import {
  Client,
  type Exchange,
  fetchExchange,
  mapExchange,
  type Operation,
  subscriptionExchange,
} from "@urql/core"
import { filter, pipe, tap } from "wonka"
import { cache } from "./cache"
import { liveTransport } from "./live-socket"
import { goToSignIn } from "./session"

/** Queries that something on the screen holds open, for a refetch of exactly those. */
const onScreen = new Map<number, Operation>()
/** Those of them that did not reach the server. */
const unanswered = new Set<number>()

const followScreen: Exchange =
  ({ forward }) =>
  (operations) =>
    forward(
      pipe(
        operations,
        tap((operation) => {
          if (operation.kind === "query") onScreen.set(operation.key, operation)
          if (operation.kind === "teardown") onScreen.delete(operation.key)
        }),
        filter(() => true),
      ),
    )

const noteUnanswered = mapExchange({
  onResult({ operation, error }) {
    if (error?.networkError) unanswered.add(operation.key)
    else unanswered.delete(operation.key)
  },
})

const leaveWhenSignedOut = mapExchange({
  onResult({ error }) {
    // One that names a field is about what was typed, such as a wrong code: the session stands.
    const signedOut = error?.graphQLErrors.some(
      ({ extensions }) => extensions.code === "UNAUTHENTICATED" && !extensions.field,
    )
    if (signedOut) goToSignIn()
  },
})

export const client = new Client({
  url: "/graphql",
  preferGetMethod: false,
  requestPolicy: "cache-and-network",
  // The header tells the server that the request comes from this client and not from a foreign page.
  fetchOptions: { credentials: "same-origin", headers: { "X-Baton-Client": "web" } },
  exchanges: [
    followScreen,
    noteUnanswered,
    cache,
    leaveWhenSignedOut,
    subscriptionExchange({ forwardSubscription: (request) => liveTransport(request, askUnanswered) }),
    fetchExchange,
  ],
})

const askAgain = (operation: Operation) =>
  client.reexecuteOperation(
    client.createRequestOperation("query", operation, { requestPolicy: "network-only" }),
  )

/** Asks the server again for everything on the screen. */
export function refetchScreen() {
  for (const operation of [...onScreen.values()]) askAgain(operation)
}

/** The server is back: what failed on the way to it is asked again. */
function askUnanswered() {
  for (const key of unanswered) {
    const operation = onScreen.get(key)
    if (operation) askAgain(operation)
  }
  unanswered.clear()
}

// A socket that outlived the outage does not connect anew.
window.addEventListener("online", askUnanswered)
