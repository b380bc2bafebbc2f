/** To whom or what something was done: by name where it is known, else by its kind; a record leads to its page. */
import { useDirectory } from "@/lib/directory"
import { kindOf, nameWords } from "@/lib/history/change-words"
import { hasPage, type Names } from "@/lib/history/use-names"
import { RecordLink } from "@/lib/RecordLink"
import { typeOfId } from "@/lib/record-type"

type Props = {
  id: string
  names: Names
  /** What was done to it: "ActivityErased" says already that it was an activity. */
  action?: string
}

export function AuditSubject({ id, names, action = "" }: Props) {
  const directory = useDirectory()
  const words = nameWords(id, { directory, nameOf: (id) => names.get(id) })
  const nameless = words === kindOf(id)
  if (!hasPage(id, names)) {
    if (nameless && action.startsWith(typeOfId(id) ?? " ")) return null
    return <span className={nameless ? "text-muted-foreground" : undefined}>{words}</span>
  }
  return <RecordLink id={id}>{words}</RecordLink>
}
