/** The shapes that arrive over the socket, named once. */
import type { EventsSubscription as Message } from "@/gql/graphql"

export type EventsSubscription = Message["events"]
export type LiveEvent = NonNullable<EventsSubscription["event"]>
