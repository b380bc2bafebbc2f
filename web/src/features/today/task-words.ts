/** What a task is about, in one line. */
import type { TaskLineFragment } from "@/gql/graphql"

/** "Tessera Health · Dr. Emre Aydin": the company, then the records. */
export function subjectsOf({ subjects }: TaskLineFragment): string {
  const words = subjects.flatMap((subject) => {
    if (subject.__typename === "Lead" || subject.__typename === "Deal")
      return [subject.company?.name, subject.name]
    if (subject.__typename === "Contact" || subject.__typename === "Company") return [subject.name]
    return []
  })
  return [...new Set(words.filter(Boolean))].join(" · ")
}
