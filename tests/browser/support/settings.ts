// People in the settings, as an administrator opens and changes them.
import { expect, type Page } from "@playwright/test"

export const someone = (name: string, role = "sales") => ({
  name,
  email: `${name.split(" ")[0]?.toLowerCase()}@example.com`,
  password: "a fine long password",
  role,
})

/** Opens the person's drawer in the list of people. */
export async function openPerson(page: Page, name: string) {
  await page.goto("/settings/people")
  await page.getByRole("grid", { name: "People" }).getByRole("link", { name }).click()
  return page.getByRole("dialog", { name })
}

export async function giveRole(page: Page, name: string, role: string) {
  const drawer = await openPerson(page, name)
  await drawer.getByLabel("Role").selectOption({ label: role })
  await drawer.getByRole("button", { name: "Save" }).click()
  await expect(drawer).toBeHidden()
}
