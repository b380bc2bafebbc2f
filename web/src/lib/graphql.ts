/** Turns a GraphQL text into a typed document; types come from the generated overloads, fragments are found by name. */
import { gql, type TypedDocumentNode } from "@urql/core"
import type { graphql as typed } from "@/gql"

const fragments = new Map<string, TypedDocumentNode>()

function load(source: string) {
  const names = new Set([...source.matchAll(/\.\.\.\s*(?!on\b)(\w+)/g)].map((match) => match[1] ?? ""))
  const used = [...names].map((name) => {
    const fragment = fragments.get(name)
    if (!fragment) throw new Error(`Fragment ${name} must be declared before it is used.`)
    return fragment
  })
  const document = gql([source, ...used.map(() => "")] as unknown as TemplateStringsArray, ...used)
  const name = /^\s*fragment\s+(\w+)/.exec(source)?.[1]
  if (name) fragments.set(name, document)
  return document
}

/**
 * Documents stay in the chunk of the feature that uses them, instead of one generated file that holds all.
 * Call it with a literal only, in a `queries.ts`, and run `npm run codegen` after a change.
 */
export const graphql = load as unknown as typeof typed
