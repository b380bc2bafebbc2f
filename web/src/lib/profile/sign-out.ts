/** Ends the session, here and on the server; nothing of the person stays in the tab. */
import type { Client } from "@urql/core"
import { toast } from "@/ui/toast"
import { send } from "../action"
import { SignOutMutation } from "../queries"
import { leave } from "../session"

export async function signOut(client: Client) {
  const { failure } = await send(client, SignOutMutation, {})
  if (failure) {
    toast.show({ tone: "problem", title: "You are still signed in.", description: failure.message })
    return
  }
  sessionStorage.clear()
  leave()
}
