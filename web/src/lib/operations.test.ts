import { parse } from "graphql"
import { expect, test } from "vitest"
// @ts-expect-error: a plugin of the build, without types.
import { plugin } from "../../codegen-operations.mjs"

const list = (...texts: string[]): Record<string, string> =>
  JSON.parse(plugin(undefined, [{ document: parse(texts.join("\n")) }]))

test("a definition is listed by the hash of what the client sends, which the server makes too", () => {
  // The server's half is in server/http/operations.rs.
  expect(list("fragment F on A { id }", "query Q($a: Int = 1) { b(a: $a) { ...F } }")).toEqual({
    F: "bc654defc6d9078bfb4222b15439307f3ffd5e3946005e29e09af3d7e0bc496c",
    Q: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(list("fragment F on A {\n  # the id\n  id,\n}")).toEqual(list("fragment F on A { id }"))
})

test("two definitions of one name are an error", () => {
  expect(() => list("fragment F on A { id }", "query F { b }")).toThrow("one name")
})
