import { cleanup, renderHook } from "@testing-library/react"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Failure } from "../failure"
import { useRecordEdit } from "./use-record-edit"

const perform = vi.fn(async (..._: unknown[]): Promise<{ failure?: Partial<Failure> }> => ({}))
vi.mock("../action", () => ({ usePerform: () => perform }))
vi.mock("../directory", () => ({ useDirectory: () => ({ access: () => "WRITE" }) }))

beforeEach(() => void perform.mockClear())
afterEach(cleanup)

const sent = () => perform.mock.lastCall?.[1]
const open = (id: string, version: number) =>
  renderHook(({ id, version }) => useRecordEdit({} as never, { id, version }), {
    initialProps: { id, version },
  })

test("what was typed goes to the record and the version that typing began at", async () => {
  const { result, rerender } = open("deal:a", 3)
  result.current.begin(true)
  rerender({ id: "deal:b", version: 8 })
  await result.current.save({ name: "Rollout" } as never)
  expect(sent()).toEqual({ id: "deal:a", expectedVersion: 3, name: "Rollout" })
})

test("what is done without typing, or after it ended, goes to what is on the screen", async () => {
  const { result, rerender } = open("deal:a", 3)
  result.current.begin(true)
  result.current.begin(false)
  rerender({ id: "deal:a", version: 4 })
  await result.current.save({ ownerId: "user:ana" } as never)
  expect(sent()).toMatchObject({ id: "deal:a", expectedVersion: 4 })
})

test("a conflict is asked about on its page, and thrown to the field when that is gone", async () => {
  perform.mockResolvedValue({
    failure: { code: "CONFLICT", message: "Someone was faster.", field: "name", fields: {} },
  })
  const { result, unmount } = open("deal:a", 3)
  await expect(result.current.save({ name: "Rollout" } as never)).resolves.toBe(undefined)
  const { save } = result.current
  unmount()
  await expect(save({ name: "Rollout" } as never)).rejects.toThrow("Someone was faster.")
})
