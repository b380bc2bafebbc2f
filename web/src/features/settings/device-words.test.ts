import { expect, test } from "vitest"
import { deviceKind } from "./device-words"

test("phones, computers and programs are told apart by their words", () => {
  expect(deviceKind("Safari on iPhone")).toBe("phone")
  expect(deviceKind("Firefox on Android")).toBe("phone")
  expect(deviceKind("Edge on Windows")).toBe("computer")
  expect(deviceKind("A program on Linux")).toBe("program")
  expect(deviceKind("curl")).toBe("program")
})
