/** Inline edits of one record: each with the version it started from; a conflict shows both values. */
import type { TypedDocumentNode } from "@urql/core"
import { type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from "react"
import type { FieldAccess, RecordType } from "@/gql/graphql"
import { toast } from "@/ui/toast"
import { useMounted } from "@/ui/use-mounted"
import { usePerform } from "../action"
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
  /** Remembers the version on the screen when typing begins, until it ends, so that a change meanwhile is found out. */
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
  const perform = usePerform()
  const { access: accessTo } = useDirectory()
  const object = record ? (typeOfId(record.id)?.toUpperCase() as RecordType) : null
  const access = useCallback(
    (field: string) => (object ? accessTo(object, field) : "WRITE"),
    [accessTo, object],
  )
  const latest = useRef(record)
  latest.current = record
  const started = useRef<{ id: string; version: number } | null>(null)
  const mounted = useMounted()
  const [conflict, setConflict] = useState<Conflict<Patch> | null>(null)

  const begin = useCallback((editing: boolean) => {
    started.current = (editing && latest.current) || null
  }, [])
  const save = useCallback(
    async (patch: Patch) => {
      // The record that typing began at: what was typed goes nowhere else.
      const basis = started.current ?? latest.current
      if (!basis) return
      const input = { id: basis.id, expectedVersion: basis.version, ...patch }
      const { failure } = await perform(document, input as never)
      const answered = !failure || failure.code === "CONFLICT"
      if (answered && started.current === basis) started.current = null
      if (!failure) return
      const field = failure.field ?? Object.keys(patch)[0] ?? ""
      // Without its page nobody sees the dialog that would ask.
      if (failure.code !== "CONFLICT" || !mounted.current)
        throw new Error(failure.fields[field] ?? failure.message)
      setConflict({
        patch,
        failure: { ...failure, field },
        theirs: failure.theirs ?? latest.current?.[field],
      })
    },
    [perform, document, mounted],
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
