/** What a handoff is about, in words: the record's name, its company, its kind. */
import type { HandoffRowFragment } from "@/gql/graphql"

/** Either a lead or a deal; a record that one may not see has no name. */
export function subjectOf({ subject }: Pick<HandoffRowFragment, "subject">) {
  if (subject?.__typename === "Lead")
    return {
      kind: "Lead" as const,
      name: subject.name,
      company: subject.company?.name,
      companyId: subject.company?.id,
      role: subject.contact?.jobTitle,
      stageId: subject.stageId,
    }
  if (subject?.__typename === "Deal")
    return {
      kind: "Deal" as const,
      name: subject.name,
      company: subject.company?.name,
      companyId: subject.company?.id,
      role: undefined,
      stageId: subject.stageId,
    }
  return {
    kind: "Record" as const,
    name: "A record that you may not see",
    company: undefined,
    companyId: undefined,
    role: undefined,
    stageId: undefined,
  }
}
