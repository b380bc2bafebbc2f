import { expect, test } from "vitest"
import { isNews } from "./live"

const event = (id: string, version: number, subjectId = "deal:1") => ({ id, version, subjectId })

test("an event that came before is not news", () => {
  expect(isNews(event("a", 1, "deal:a"))).toBe(true)
  expect(isNews(event("a", 1, "deal:a"))).toBe(false)
})

test("an event of an older version than the record has is not news", () => {
  expect(isNews(event("b", 5, "deal:b"))).toBe(true)
  expect(isNews(event("c", 4, "deal:b"))).toBe(false)
})

test("two events of the same version are both news: one change may say two things", () => {
  expect(isNews(event("d", 2, "deal:d"))).toBe(true)
  expect(isNews(event("e", 2, "deal:d"))).toBe(true)
})
