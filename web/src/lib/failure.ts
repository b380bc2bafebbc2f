/** What went wrong, in a form that a screen can show: code, field, sentence, request id. */
import type { CombinedError } from "@urql/core"

export type FailureCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "INVALID"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "TOO_COMPLEX"
  | "TIMEOUT"
  | "STORAGE_FULL"
  | "STORAGE_UNAVAILABLE"
  | "INTERNAL"
  | "UNREACHABLE"

export type Failure = {
  code: FailureCode
  message: string
  /** The field at fault, when there is one. */
  field: string | null
  /** Every fault of the input by field: the server names all at once. */
  fields: Record<string, string>
  requestId: string | null
  /** The other value of a `CONFLICT`, when the reader may see it. */
  theirs: unknown
}

export const unreachable: Failure = {
  code: "UNREACHABLE",
  message: "Baton cannot be reached.",
  field: null,
  fields: {},
  requestId: null,
  theirs: undefined,
}

const text = (value: unknown) => (typeof value === "string" ? value : null)

/** The first field that both sides changed. */
function conflictOf({ conflicts }: Record<string, unknown>): { theirs?: unknown } | undefined {
  return Array.isArray(conflicts) ? conflicts[0] : undefined
}

type Fault = { field: string; message: string }

/** All faults of an input come in one error, each with its field. */
function faultsOf({ faults, field }: Record<string, unknown>, message: string): Fault[] {
  if (Array.isArray(faults)) return faults as Fault[]
  return typeof field === "string" ? [{ field, message }] : []
}

/** Turns what the GraphQL client reports into a failure. */
export function toFailure(error: CombinedError): Failure {
  const [first] = error.graphQLErrors
  if (!first)
    return error.networkError ? unreachable : { ...unreachable, code: "INTERNAL", message: error.message }
  const fields: Record<string, string> = {}
  for (const { extensions, message } of error.graphQLErrors)
    for (const fault of faultsOf(extensions, message)) fields[fault.field] ??= fault.message
  return {
    code: (text(first.extensions.code) as FailureCode | null) ?? "INTERNAL",
    message: first.message,
    field: text(first.extensions.field),
    fields,
    requestId: text(first.extensions.requestId),
    theirs: conflictOf(first.extensions)?.theirs,
  }
}
