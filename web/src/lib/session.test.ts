import { beforeEach, expect, test, vi } from "vitest"

const went = { assign: vi.fn(), replace: vi.fn() }

beforeEach(() => {
  vi.resetModules()
  vi.clearAllMocks()
  vi.stubGlobal("window", { location: { pathname: "/today", search: "", hash: "", ...went } })
  vi.stubGlobal("sessionStorage", { clear: vi.fn() })
})

test("what hears of the end before the answer does not bring the person back", async () => {
  const { goToSignIn, leave } = await import("./session")
  await leave(async () => {
    goToSignIn()
    return true
  })
  goToSignIn()
  expect(went.assign).toHaveBeenCalledExactlyOnceWith("/sign-in")
  expect(went.replace).not.toHaveBeenCalled()
  expect(sessionStorage.clear).toHaveBeenCalledOnce()
})

test("who could not sign out stays, and is led to sign in when the session ends later", async () => {
  const { goToSignIn, leave } = await import("./session")
  await leave(async () => false)
  expect(went.assign).not.toHaveBeenCalled()
  goToSignIn()
  expect(went.replace).toHaveBeenCalledExactlyOnceWith("/sign-in?to=%2Ftoday")
})

test("of a lost answer the end is known all the same", async () => {
  const { goToSignIn, leave } = await import("./session")
  await leave(async () => {
    goToSignIn()
    return false
  })
  expect(went.assign).toHaveBeenCalledExactlyOnceWith("/sign-in")
  expect(sessionStorage.clear).toHaveBeenCalledOnce()
})
