// The screens of what was: a record's history, the audit, and erasing a person.
import { expect, type Page } from "@playwright/test"
import type { Screen } from "./screens.js"

const hasHistory = (page: Page) =>
  expect(page.getByRole("region", { name: "History" }).getByRole("article").first()).toBeVisible()
/** Until a name is known, a record goes by its kind. */
const hasEntries = (page: Page) =>
  expect(
    page.getByRole("list", { name: "Audit" }).getByRole("listitem").getByRole("link").first(),
  ).toBeVisible()

export const withHistory: Screen[] = [
  { name: "lead-history", path: ({ lead }) => `/leads/${lead}?part=history`, ready: hasHistory },
  { name: "deal-history", path: ({ deal }) => `/deals/${deal}?part=history`, ready: hasHistory },
  {
    name: "company-history",
    path: ({ company }) => `/companies/${company}?part=history`,
    ready: hasHistory,
  },
  {
    name: "campaign-history",
    path: ({ campaign }) => `/campaigns/${campaign}?part=history`,
    ready: hasHistory,
  },
  {
    name: "settings-audit-record",
    path: ({ deal }) => `/settings/audit?subject=${deal}`,
    ready: hasEntries,
    open: async (page) => {
      const changes = page.getByRole("button", { name: /^\d+ changes$/ }).first()
      await changes.click()
      await expect(changes).toHaveAttribute("aria-expanded", "true")
      await expect(page.getByRole("definition").first()).toBeVisible()
      await expect(page.getByRole("region", { name: "Seal of the audit" })).toBeVisible({ timeout: 90_000 })
    },
  },
  {
    name: "person-erase",
    path: ({ person }) => `/people/${person}`,
    ready: (page) => expect(page.getByRole("button", { name: "More" })).toBeVisible(),
    open: async (page) => {
      await page.getByRole("button", { name: "More" }).click()
      await page.getByRole("menuitem", { name: "Erase for privacy…" }).click()
      await expect(page.getByRole("dialog", { name: /^Erase .* for privacy\?$/ })).toBeVisible()
      await expect(page.getByRole("menu")).toHaveCount(0)
    },
  },
]
