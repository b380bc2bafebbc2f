import { expect, test } from "vitest"
import { plainAmount } from "./PropertyMoney"

test.each([
  ["64000", "64000"],
  ["64 000", "64000"],
  ["64,000.50", "64000.50"],
  ["1,250,000", "1250000"],
  ["€ 64,5", "64.5"],
  ["abc", "abc"],
])("%s is sent as %s", (typed, sent) => {
  expect(plainAmount(typed)).toBe(sent)
})
