import { expect, test } from "vitest"
import { addressOf, embedOf } from "./embed"

test("the address is absolute", () => {
  expect(addressOf("/f/demo")).toBe(`${window.location.origin}/f/demo`)
})

test("the lines to paste are a form with each question, which posts to the address", () => {
  const lines = embedOf("/f/demo", [
    { name: "email", label: "E-mail", type: "email", required: true },
    { name: "consent", label: "You may write to me", type: "checkbox", required: false },
  ])
  expect(lines).toContain(`<form method="post" action="${addressOf("/f/demo")}">`)
  expect(lines).toContain('<label>E-mail <input type="email" name="email" required></label>')
  expect(lines).toContain('<input type="checkbox" value="yes" name="consent"> You may write to me')
})

test("a label cannot leave its element", () => {
  expect(embedOf("/f/demo", [{ name: "a", label: "<b>", type: "text", required: false }])).toContain("&lt;b>")
})
