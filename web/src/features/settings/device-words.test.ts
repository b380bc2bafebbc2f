import { expect, test } from "vitest"
import { deviceWords } from "./device-words"

test("a browser is told from those that it claims to be as well", () => {
  const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
  expect(deviceWords(`${windows} Chrome/142.0 Safari/537.36`).words).toBe("Chrome on Windows")
  expect(deviceWords(`${windows} Chrome/142.0 Safari/537.36 Edg/142.0`).words).toBe("Edge on Windows")
  expect(
    deviceWords("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15").words,
  ).toBe("Safari on Mac")
})

test("a phone is a phone, though it names a Mac or Linux too", () => {
  expect(
    deviceWords("Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) CriOS/142.0 Mobile Safari/604.1"),
  ).toEqual({ words: "Chrome on iPhone", kind: "phone" })
  expect(deviceWords("Mozilla/5.0 (Linux; Android 16) Gecko Firefox/140.0")).toEqual({
    words: "Firefox on Android",
    kind: "phone",
  })
})

test("programs are named, words stay words, nothing is unknown", () => {
  expect(deviceWords("curl/8.9.1")).toEqual({ words: "curl", kind: "program" })
  expect(deviceWords("Firefox on Linux")).toEqual({ words: "Firefox on Linux", kind: "computer" })
  expect(deviceWords(" ").words).toBe("Unknown device")
})
