/** The words of a lead's status and lifecycle, and of where it came from. */
import type { LeadStatus } from "@/gql/graphql"

export const statuses: LeadStatus[] = [
  "NEW",
  "ATTEMPTED",
  "CONTACTED",
  "NURTURING",
  "QUALIFIED",
  "UNQUALIFIED",
]

/** `NURTURING` is "Nurturing". */
export const statusWord = (status: string) =>
  status.charAt(0) + status.slice(1).toLowerCase().replaceAll("_", " ")

type Touch = { channel?: string | null; source?: string | null } | null | undefined

/** The most telling part of a source, for one cell. */
export const sourceWord = (source: Touch) => source?.source || source?.channel || ""
