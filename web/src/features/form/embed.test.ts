import { expect, test } from "vitest"
import { addressOf, embedOf } from "./embed"

test("the address is absolute", () => {
  expect(addressOf("/f/demo")).toBe(`${window.location.origin}/f/demo`)
})

test("a title cannot leave its attribute", () => {
  expect(embedOf("/f/demo", 'The "fast" way')).toContain('title="The &quot;fast&quot; way"')
})
