/** What a page needs to show a form: its address, and the lines to paste. */
import type { FormsQuery } from "@/gql/graphql"

type Field = FormsQuery["forms"][number]["fields"][number]

const safe = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")

export const addressOf = (path: string) => new URL(path, window.location.origin).href

function lineOf({ name, label, type, required }: Field) {
  const said = `name="${safe(name)}"${required ? " required" : ""}`
  if (type === "checkbox")
    return `  <label><input type="checkbox" value="yes" ${said}> ${safe(label)}</label>`
  const control =
    type === "textarea" ? `<textarea ${said}></textarea>` : `<input type="${safe(type)}" ${said}>`
  return `  <label>${safe(label)} ${control}</label>`
}

/** A plain form that posts to Baton: it works on any page, without a script, in that page's own style. */
export const embedOf = (path: string, fields: readonly Field[]) =>
  [
    `<form method="post" action="${safe(addressOf(path))}">`,
    ...fields.map(lineOf),
    '  <button type="submit">Send</button>',
    "</form>",
  ].join("\n")
