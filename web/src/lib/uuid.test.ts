import { expect, test } from "vitest"
import { uuid7 } from "./uuid"

test("a key is a UUID of version 7, ordered by time, and never the same twice", () => {
  const early = uuid7(1_700_000_000_000)
  const late = uuid7(1_800_000_000_000)
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(early < late).toBe(true)
  expect(uuid7()).not.toBe(uuid7())
})
