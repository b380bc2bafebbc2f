import { act, cleanup, fireEvent, render, screen } from "@testing-library/react"
import { afterEach, expect, test, vi } from "vitest"
import { InlineEdit } from "./InlineEdit"
import { toast } from "./toast"

afterEach(() => {
  cleanup()
  for (const { id } of toast.current()) toast.dismiss(id)
})

const field = () => screen.getByRole("textbox", { name: "Name" }) as HTMLInputElement
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })
const settled = () => act(async () => {})
function open(onSave: (value: string) => Promise<unknown>) {
  const onEditingChange = vi.fn()
  const shown = render(<InlineEdit label="Name" value="Pilot" {...{ onSave, onEditingChange }} />)
  fireEvent.click(screen.getByRole("button"))
  return { ...shown, onEditingChange }
}

test("leaving saves; Escape takes it back", async () => {
  const onSave = vi.fn(async () => {})
  open(onSave)
  type("Rollout")
  fireEvent.blur(field())
  await settled()
  expect(onSave).toHaveBeenCalledExactlyOnceWith("Rollout")
  fireEvent.click(screen.getByRole("button"))
  type("Nothing")
  fireEvent.keyDown(field(), { key: "Escape" })
  expect(onSave).toHaveBeenCalledOnce()
})

test("a field that is taken off the screen saves what stands in it, while it still edits", async () => {
  const editing: boolean[] = []
  const onSave = vi.fn(async () => void editing.push(onEditingChange.mock.lastCall?.[0]))
  const { unmount, onEditingChange } = open(onSave)
  type("Rollout")
  unmount()
  await settled()
  expect(onSave).toHaveBeenCalledExactlyOnceWith("Rollout")
  expect(editing).toEqual([true])
})

test("one that was not changed, or was taken back, saves nothing on its way", async () => {
  const onSave = vi.fn(async () => {})
  open(onSave).unmount()
  const { unmount } = open(onSave)
  type("Rollout")
  fireEvent.keyDown(field(), { key: "Escape" })
  unmount()
  expect(onSave).not.toHaveBeenCalled()
})

test("what could not be saved once its field is gone is said with what was typed", async () => {
  const { unmount } = open(() => Promise.reject(new Error("Baton cannot be reached.")))
  type("Rollout")
  unmount()
  await settled()
  expect(toast.current()).toMatchObject([
    {
      tone: "problem",
      title: "Name was not saved.",
      description: "Baton cannot be reached. You typed “Rollout”.",
    },
  ])
})

test("Enter and then leaving save once", async () => {
  let answer = () => {}
  const onSave = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)))
  open(onSave)
  type("Rollout")
  fireEvent.keyDown(field(), { key: "Enter" })
  fireEvent.blur(field())
  await act(async () => answer())
  expect(onSave).toHaveBeenCalledOnce()
  expect(screen.queryByRole("textbox")).toBe(null)
})

test("what is typed on while it is saved stays", async () => {
  let answer = () => {}
  open(() => new Promise<void>((resolve) => (answer = resolve)))
  type("Rollout")
  fireEvent.keyDown(field(), { key: "Enter" })
  type("Rollout, north")
  await act(async () => answer())
  expect(field().value).toBe("Rollout, north")
})

test("a refused text stays in the field with the reason", async () => {
  open(() => Promise.reject(new Error("It is too long.")))
  type("Rollout")
  fireEvent.keyDown(field(), { key: "Enter" })
  await settled()
  expect(field().value).toBe("Rollout")
  expect(screen.getByRole("alert").textContent).toBe("It is too long.")
})
