/** Inline edits of one record: each with the version it started from; a conflict shows both values. */
import type { TypedDocumentNode } from "@urql/core"
import { type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from "react"
import { useClient } from "urql"
import type { FieldAccess, RecordType } from "@/gql/graphql"
import { toast } from "@/ui/toast"
import { perform } from "../action"
import { useDirectory } from "../directory"
import type { Failure } from "../failure"
import { part } from "../part"
import { typeOfId } from "../record-type"

const ConflictDialog = part(() => import("./ConflictDialog"), "ConflictDialog")

type Basis = { id: string; expectedVersion: number; idempotencyKey?: string | null }
type Edited = { id: string; version: number } & Record<string, unknown>

export type RecordEditor<Patch = Record<string, unknown>> = {
  /** Saves; throws an Error with the sentence to show at the field. */
  save: (patch: Patch) => Promise<void>
  /** Remembers the version on the screen when typing begins, so that a change meanwhile is found out. */
  begin: (editing: boolean) => void
  /** What the viewer's role may do with a field. */
  access: (field: string) => FieldAccess
  /** Render it once on the page. */
  dialog: ReactNode
}

type Conflict<Patch> = { patch: Patch; failure: Failure; theirs: unknown }

/** `record` is the record as the cache has it now; `say` turns a value into words for the conflict. */
export function useRecordEdit<Data, Input extends Basis>(
  document: TypedDocumentNode<Data, { input: Input }>,
  record: Edited | null | undefined,
  say: (field: string, value: unknown) => ReactNode = (_, value) => String(value ?? "nothing"),
): RecordEditor<Omit<Input, keyof Basis>> {
  type Patch = Omit<Input, keyof Basis>
  const client = useClient()
  const { access: accessTo } = useDirectory()
  const object = record ? (typeOfId(record.id)?.toUpperCase() as RecordType) : null
  const access = useCallback(
    (field: string) => (object ? accessTo(object, field) : "WRITE"),
    [accessTo, object],
  )
  const latest = useRef(record)
  latest.current = record
  const started = useRef<number | null>(null)
  const [conflict, setConflict] = useState<Conflict<Patch> | null>(null)

  const begin = useCallback((editing: boolean) => {
    if (editing) started.current = latest.current?.version ?? null
  }, [])
  const save = useCallback(
    async (patch: Patch) => {
      const now = latest.current
      if (!now) return
      const input = { id: now.id, expectedVersion: started.current ?? now.version, ...patch }
      started.current = null
      const { failure } = await perform(client, document, input as never)
      if (!failure) return
      const field = failure.field ?? Object.keys(patch)[0] ?? ""
      if (failure.code !== "CONFLICT") throw new Error(failure.fields[field] ?? failure.message)
      setConflict({
        patch,
        failure: { ...failure, field },
        theirs: failure.theirs ?? latest.current?.[field],
      })
    },
    [client, document],
  )
  const dialog = conflict && (
    <Suspense>
      <ConflictDialog
        message={conflict.failure.message}
        theirs={say(conflict.failure.field ?? "", conflict.theirs)}
        yours={say(
          conflict.failure.field ?? "",
          (conflict.patch as Record<string, unknown>)[conflict.failure.field ?? ""],
        )}
        onKeep={() => setConflict(null)}
        onOverwrite={() => {
          setConflict(null)
          save(conflict.patch).catch((problem: Error) =>
            toast.show({ tone: "problem", title: "Yours was not saved.", description: problem.message }),
          )
        }}
      />
    </Suspense>
  )
  return useMemo(() => ({ save, begin, access, dialog }), [save, begin, access, dialog])
}
