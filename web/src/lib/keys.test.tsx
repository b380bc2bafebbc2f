import { cleanup, fireEvent, render } from "@testing-library/react"
import { afterEach, expect, test, vi } from "vitest"
import { enableShortcuts, useKeys } from "./keys"

afterEach(() => {
  cleanup()
  enableShortcuts(true)
})

function Screen({ run, always }: { run: () => void; always?: boolean }) {
  useKeys("Test", [{ keys: "c", label: "Create", run, always }])
  return (
    <>
      <input aria-label="name" />
      <div role="dialog" aria-label="dialog">
        <button type="button">inside</button>
      </div>
    </>
  )
}

test("a shortcut runs from anywhere on the screen", () => {
  const run = vi.fn()
  render(<Screen run={run} />)
  fireEvent.keyDown(document.body, { key: "c", code: "KeyC" })
  expect(run).toHaveBeenCalledOnce()
})

test("a shortcut rests while one types and inside a dialog", () => {
  const run = vi.fn()
  const { getByLabelText, getByText } = render(<Screen run={run} />)
  fireEvent.keyDown(getByLabelText("name"), { key: "c", code: "KeyC" })
  fireEvent.keyDown(getByText("inside"), { key: "c", code: "KeyC" })
  expect(run).not.toHaveBeenCalled()
})

test("shortcuts can be switched off, but for those that always work", () => {
  enableShortcuts(false)
  const run = vi.fn()
  const { rerender } = render(<Screen run={run} />)
  fireEvent.keyDown(document.body, { key: "c", code: "KeyC" })
  expect(run).not.toHaveBeenCalled()
  rerender(<Screen run={run} always />)
  fireEvent.keyDown(document.body, { key: "c", code: "KeyC" })
  expect(run).toHaveBeenCalledOnce()
})
