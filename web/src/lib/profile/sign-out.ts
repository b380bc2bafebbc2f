/** Ends the session, on the server and here. */
import type { Client } from "@urql/core"
import { toast } from "@/ui/toast"
import { send } from "../action"
import { SignOutMutation } from "../queries"
import { leave } from "../session"

export const signOut = (client: Client) =>
  leave(async () => {
    const { failure } = await send(client, SignOutMutation, {})
    if (failure)
      toast.show({ tone: "problem", title: "You are still signed in.", description: failure.message })
    return !failure
  })
