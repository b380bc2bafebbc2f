/** The socket of this tab: pings, retries for ever, and resumes where it stopped. */
import type { Client } from "graphql-ws"
import { setConnected } from "./connection"
import type { EventsSubscription } from "./live-types"
import { goToSignIn } from "./session"

type Sink = { next(result: unknown): void; error(error: unknown): void; complete(): void }
type Request = { query?: string; variables?: Record<string, unknown> }

const cursorKey = "baton.cursor"
/** Where this tab stopped; null before it has heard anything. */
export const readCursor = () => sessionStorage.getItem(cursorKey)

/** The protocol's code comes when the first screen stands. */
async function socketClient(onConnected: () => void): Promise<Client> {
  const { createClient } = await import("graphql-ws")
  let silent: ReturnType<typeof setTimeout> | undefined
  let socket: WebSocket | undefined
  return createClient({
    url: `${window.location.protocol === "https:" ? "wss" : "ws"}://${window.location.host}/graphql/ws`,
    retryAttempts: 0,
    keepAlive: 12_000,
    on: {
      connected: (opened) => {
        socket = opened as WebSocket
        setConnected(true)
        onConnected()
      },
      ping: (received) => {
        if (!received) silent = setTimeout(() => socket?.close(4408, "No answer to a ping"), 5_000)
      },
      pong: () => clearTimeout(silent),
      closed: () => clearTimeout(silent),
    },
  })
}

/** Waits longer each time, up to ten seconds, never in step with other tabs; a network that returns ends the wait. */
function pause(attempt: number) {
  const longest = Math.min(10_000, 500 * 2 ** attempt)
  return new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener("online", done)
      resolve()
    }
    const timer = setTimeout(done, longest / 2 + (Math.random() * longest) / 2)
    window.addEventListener("online", done)
  })
}

/** The first screen comes before what is live; what happens until then is asked for once more. */
const quiet = () => new Promise<void>((resolve) => setTimeout(resolve, 500))

const isUnauthenticated = (reason: unknown) =>
  (reason as { code?: unknown } | null)?.code === 4401 ||
  (Array.isArray(reason) && reason.some((error) => error?.extensions?.code === "UNAUTHENTICATED"))

/** What the GraphQL client calls for a subscription: a stream that only the caller ends. */
export function liveTransport(request: Request, onConnected: () => void) {
  return {
    subscribe(sink: Sink) {
      let client: Client | undefined
      let stopped = false
      const once = (client: Client, heard: () => void) =>
        new Promise<unknown>((resolve) => {
          client.subscribe<{ events: EventsSubscription }>(
            { query: request.query ?? "", variables: { ...request.variables, after: readCursor() } },
            {
              next(result) {
                heard()
                const cursor = result.data?.events.cursor
                sink.next(result)
                if (cursor) sessionStorage.setItem(cursorKey, cursor)
              },
              error: resolve,
              complete: () => resolve(null),
            },
          )
        })
      const run = async () => {
        await quiet()
        client = await socketClient(onConnected)
        for (let attempt = 0; !stopped; attempt++) {
          const reason = await once(client, () => {
            attempt = 0
          })
          if (stopped) return
          if (isUnauthenticated(reason)) return goToSignIn()
          setConnected(false)
          await pause(attempt)
        }
      }
      void run()
      return {
        unsubscribe() {
          stopped = true
          void client?.dispose()
        },
      }
    },
  }
}
