/** Erasing a person in words: what confirms it, and what it took. */
export type Erasable = {
  id: string
  name: string
  firstName?: string | null
  lastName?: string | null
  emails?: string[] | null
}

/** What has to be typed: the person's name, or their address when they have none. */
export function confirmation({ name, firstName, lastName, emails }: Erasable) {
  const own = [firstName, lastName].filter(Boolean).join(" ").trim()
  return own
    ? { label: "name", text: own }
    : emails?.[0]
      ? { label: "e-mail", text: emails[0] }
      : { label: "name", text: name }
}

const plain = (text: string) => text.normalize("NFC").trim().replace(/\s+/g, " ").toLocaleLowerCase()

/** Case and spaces do not matter: whoever types it means this person. */
export const confirms = (typed: string, text: string) => plain(typed) !== "" && plain(typed) === plain(text)

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`

export const erasedWords = ({ records, entries }: { records: number; entries: number }) =>
  `Erased. ${counted(records, "record", "records")} and ${counted(entries, "history entry", "history entries")} lost what they told.`
