import { cleanup, render, screen } from "@testing-library/react"
import { afterEach, expect, test } from "vitest"
import { Avatar } from "./Avatar"
import { hueOf, initials } from "./initials"

afterEach(cleanup)

test.each([
  ["Camille Laurent", "CL"],
  ["Mateo Álvarez", "MÁ"],
  ["Noor van Dijk", "ND"],
  ["chloé", "C"],
  ["  ", "?"],
  ["Li 李", "L李"],
])("the initials of %s are %s", (name, letters) => {
  expect(initials(name)).toBe(letters)
})

test("a company has one letter", () => {
  expect(initials("Mistral Textiles", "company")).toBe("M")
})

test("an id always has the same hue, and ids spread over the ten", () => {
  expect(hueOf("user_1")).toBe(hueOf("user_1"))
  const hues = new Set(Array.from({ length: 200 }, (_, at) => hueOf(`user_${at}`)))
  expect([...hues].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test("an offered avatar is read out as offered", () => {
  render(<Avatar id="u" name="Ben Okafor" variant="offered" labelled />)
  expect(screen.getByRole("img", { name: "Ben Okafor, offered" }).textContent).toBe("BO")
})
