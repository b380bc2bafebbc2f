import { act, cleanup, renderHook } from "@testing-library/react"
import { afterEach, beforeEach, expect, test, vi } from "vitest"

beforeEach(() => {
  vi.resetModules()
  sessionStorage.clear()
})
afterEach(cleanup)

const open = async (id: string) => {
  const { useDraft } = await import("./use-draft")
  return renderHook(({ id }) => useDraft(id), { initialProps: { id } })
}

test("a draft stays with its record when the page goes on to the next, and is there when one comes back", async () => {
  const page = await open("deal:a")
  act(() => page.result.current.change({ text: "Of A" }))
  page.rerender({ id: "deal:b" })
  expect(page.result.current.draft.text).toBe("")
  act(() => page.result.current.change({ text: "Of B" }))
  page.rerender({ id: "deal:a" })
  expect(page.result.current.draft.text).toBe("Of A")
})

test("a draft outlives a reload", async () => {
  const page = await open("deal:a")
  act(() => page.result.current.change({ text: "Of A", type: "call" }))
  vi.resetModules()
  expect((await open("deal:a")).result.current.draft).toMatchObject({ text: "Of A", type: "call" })
})

test("saved from one page, it is gone from every other of its record", async () => {
  const left = await open("deal:a")
  act(() => left.result.current.change({ text: "Of A" }))
  const again = await open("deal:a")
  act(() => left.result.current.clear(left.result.current.draft))
  expect(again.result.current.draft.text).toBe("")
  expect(sessionStorage.length).toBe(0)
})

test("what is typed while it is saved stays, and only that", async () => {
  const page = await open("deal:a")
  act(() =>
    page.result.current.change({ type: "call", text: "Called.", outcome: "Connected", nextStep: "Mail" }),
  )
  const saved = page.result.current.draft
  act(() => page.result.current.change({ text: "Called. And then", nextStep: "Mail her" }))
  act(() => page.result.current.clear(saved))
  expect(page.result.current.draft).toMatchObject({
    type: "call",
    text: "And then",
    outcome: "",
    nextStep: "Mail her",
  })
  vi.resetModules()
  expect((await open("deal:a")).result.current.draft.text).toBe("And then")
})
