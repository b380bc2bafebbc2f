/** Ends the session, here and on the server; nothing of the person stays in the tab. */
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
    else sessionStorage.clear()
    return !failure
  })
