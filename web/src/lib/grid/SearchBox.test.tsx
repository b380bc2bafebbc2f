import { act, cleanup, fireEvent, render, screen } from "@testing-library/react"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { SearchBox } from "./SearchBox"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const field = () => screen.getByRole("searchbox") as HTMLInputElement
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })
const wait = () => act(() => vi.advanceTimersByTime(300))

test("what the address says late of what was typed does not take away what was typed since", () => {
  const onChange = vi.fn()
  const box = (value?: string) => <SearchBox label="Search" value={value} onChange={onChange} />
  const { rerender } = render(box())
  type("an")
  wait()
  expect(onChange).toHaveBeenLastCalledWith("an")
  type("ana r")
  rerender(box("an"))
  expect(field().value).toBe("ana r")
  wait()
  expect(onChange).toHaveBeenLastCalledWith("ana r")
  rerender(box("ana r"))
  // From elsewhere, such as "Clear the filters".
  rerender(box())
  expect(field().value).toBe("")
  wait()
  expect(onChange).toHaveBeenCalledTimes(2)
})
