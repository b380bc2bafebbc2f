import { expect, test } from "vitest"
import { actionWords, areaOf, boundsOf, detailWords, headOf, toneOf } from "./audit-words"

test("actions read the same however they are spelled", () => {
  expect(actionWords("UserDeactivated")).toBe("User deactivated")
  expect(actionWords("sign_in.failed")).toBe("Sign in failed")
  expect(actionWords("sign-out")).toBe("Sign out")
})

test("a sign-in, a token, a permission and a record are told apart", () => {
  expect(areaOf("SignInFailed", null)).toBe("signIn")
  expect(areaOf("SecondFactorAdded", "user:1")).toBe("signIn")
  expect(areaOf("TokenUsed", "user:1")).toBe("token")
  expect(areaOf("UserRoleChanged", "user:1")).toBe("permission")
  expect(areaOf("DealMoved", "deal:1")).toBe("record")
  expect(areaOf("HistoryErased", "contact:1")).toBe("erasure")
  expect(areaOf("FormCreated", "form:1")).toBe("workspace")
})

test("what failed stands out, and what takes away", () => {
  expect(toneOf("sign_in.failed", "signIn")).toBe("danger")
  expect(toneOf("TokenRevoked", "token")).toBe("warning")
  expect(toneOf("RoleCreated", "permission")).toBe("primary")
  expect(toneOf("DealMoved", "record")).toBe("neutral")
})

test("the one thing that is worth saying of a detail is said", () => {
  expect(detailWords({ name: "Nightly export" })).toBe("Nightly export")
  expect(detailWords({ device: "Firefox on Linux", by: "invitation" })).toBe("Firefox on Linux")
  expect(detailWords({ ids: ["event:1", "event:2"] })).toBe("2 entries")
  expect(detailWords({ count: 2 })).toBeNull()
  expect(detailWords(null)).toBeNull()
})

test("a range of days holds its last day whole", () => {
  const { from, to } = boundsOf("2026-11-01", "2026-11-01")
  expect(Date.parse(to ?? "") - Date.parse(from ?? "")).toBe(86_400_000)
  expect(boundsOf(undefined, "nonsense")).toEqual({ from: null, to: null })
})

test("a seal is copied as the check takes it", () => {
  expect(headOf({ number: 1204, hash: "a1b2" })).toBe("1204:a1b2")
})
