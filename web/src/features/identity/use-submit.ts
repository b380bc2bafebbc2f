/** A form at the gate: sends what was typed; a person who is in then begins with a full load. */
import type { TypedDocumentNode } from "@urql/core"
import { type FormEvent, useState } from "react"
import { useClient } from "urql"
import { send, type Unkeyed } from "@/lib/action"
import type { Failure } from "@/lib/failure"

type Typed = (name: string) => string

/** `build` makes the input of what stands in the fields; `done` comes after the server said yes. */
export function useSubmit<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  build: (typed: Typed) => Unkeyed<Variables>,
  done: () => void,
) {
  const client = useClient()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setFailure(null)
    const { failure } = await send(
      client,
      document,
      build((name) => String(form.get(name) ?? "")),
    )
    if (!failure) return done()
    setFailure(failure)
    setBusy(false)
  }
  return { submit, failure, busy }
}
