// A codegen plugin: the hash of every operation and fragment, as the client sends them, by name. The server takes nothing else
// with a session; how it reads a text is in server/http/tokens.rs.
import { createHash } from "node:crypto"
import { formatDocument, stringifyDocument } from "@urql/core"
import { Lexer, print, Source, TokenKind } from "graphql"

/** The text with one space between its tokens. */
function tokens(text) {
  const lexer = new Lexer(new Source(text))
  const found = []
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance())
    found.push(text.slice(token.start, token.end))
  return found.join(" ")
}

/** The client's cache adds type names before a document is sent. */
const sent = (definition) => stringifyDocument(formatDocument(print(definition)))

export function plugin(_schema, documents) {
  const definitions = documents.flatMap(({ document }) => document.definitions)
  const hashes = definitions.map((definition) => [
    definition.name.value,
    createHash("sha256")
      .update(tokens(sent(definition)))
      .digest("hex"),
  ])
  if (new Set(hashes.map(([name]) => name)).size !== hashes.length)
    throw new Error("Two operations or fragments have one name.")
  return JSON.stringify(Object.fromEntries(hashes.sort()), null, 2)
}
