import { expect, test } from "vitest"
import { ownPath } from "./own-path"
import { returnAddress } from "./session"

const { origin } = window.location

test.each([
  "//evil.example",
  "///evil.example/a",
  "/\\evil.example",
  "\\\\evil.example",
  "\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "/%2e//evil.example",
  "https://evil.example/",
  "https:evil.example",
  `${origin}@evil.example/`,
  `${origin}.evil.example/`,
  "javascript:alert(1)",
  "data:text/html,x",
  `blob:${origin}/1`,
  "http://[",
])("%j leads to another site, and is not followed", (text) => {
  expect(ownPath(text)).toBe(null)
  expect(returnAddress(text)).toBe("/")
})

test.each([
  ["/leads", "/leads"],
  ["/leads?filter=%7B%22a%22%3A1%7D#end", "/leads?filter=%7B%22a%22%3A1%7D#end"],
  ["/deals/deal:01M8", "/deals/deal:01M8"],
  ["/people/%2F%2Fevil.example", "/people/%2F%2Fevil.example"],
  ["/search?to=//evil.example", "/search?to=//evil.example"],
  [`${origin}/today`, "/today"],
])("%j is of this site", (text, path) => {
  expect(returnAddress(text)).toBe(path)
})

test.each([undefined, "/sign-in", "/sign-in?to=/sign-in", "/./sign-in", "/reset/abc", "/setup"])(
  "%j would lead back to the gate, or nowhere: the start is next",
  (text) => {
    expect(returnAddress(text)).toBe("/")
  },
)

test("a path that only begins like the gate's is a screen", () => {
  expect(returnAddress("/settings/sign-in")).toBe("/settings/sign-in")
})
