import { renderHook } from "@testing-library/react"
import { act } from "react"
import { expect, test, vi } from "vitest"
import { isLive, setConnected, useConnection } from "./connection"

function network(up: boolean) {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(up)
  act(() => void window.dispatchEvent(new Event(up ? "online" : "offline")))
}

test("a socket that outlives an outage of the network is live again with it", () => {
  const { result } = renderHook(useConnection)
  act(() => setConnected(true))
  expect(result.current).toBe("live")
  network(false)
  expect(result.current).toBe("offline")
  expect(isLive()).toBe(false)
  network(true)
  expect(result.current).toBe("live")
  expect(isLive()).toBe(true)
})

test("a socket that is gone counts as reconnecting, after a moment of patience", () => {
  vi.useFakeTimers()
  const { result } = renderHook(useConnection)
  act(() => setConnected(true))
  act(() => setConnected(false))
  expect(result.current).toBe("live")
  act(() => void vi.advanceTimersByTime(2000))
  expect(result.current).toBe("reconnecting")
  vi.useRealTimers()
})
