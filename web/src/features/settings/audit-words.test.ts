import { expect, test } from "vitest"
import { actionWords, boundsOf, changeWords, toneOf, valueWords } from "./audit-words"

const say = (value: string) => (value === "role:sales" ? "Sales" : null)

test("actions read the same however they are spelled", () => {
  expect(actionWords("UserDeactivated")).toBe("User deactivated")
  expect(actionWords("sign_in.failed")).toBe("Sign in failed")
  expect(actionWords("sign-out")).toBe("Sign out")
})

test("what failed stands out, and what takes away", () => {
  expect(toneOf("sign_in.failed")).toBe("danger")
  expect(toneOf("TokenRevoked")).toBe("warning")
  expect(toneOf("RoleCreated")).toBe("neutral")
})

test("values are named, and what is too long is counted", () => {
  expect(valueWords("role:sales", say)).toBe("Sales")
  expect(valueWords(null, say)).toBe("nothing")
  expect(valueWords(["role:sales", "role:own"], say)).toBe("Sales, role:own")
  expect(valueWords([{ a: 1 }, { a: 2 }], say)).toBe("2 entries")
  expect(valueWords(true, say)).toBe("yes")
})

test("a change tells its field and both values", () => {
  expect(changeWords({ field: "roleId", from: null, to: "role:sales" }, say)).toEqual({
    field: "role",
    before: "nothing",
    after: "Sales",
  })
  expect(changeWords({ field: "schedule", from: { a: 1 }, to: { a: 2 } }, say).after).toBe("")
})

test("a range of days holds its last day whole", () => {
  const { from, to } = boundsOf("2026-11-01", "2026-11-01")
  expect(Date.parse(to ?? "") - Date.parse(from ?? "")).toBe(86_400_000)
  expect(boundsOf(undefined, "nonsense")).toEqual({ from: null, to: null })
})
