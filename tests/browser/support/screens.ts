// The screens to look at: where each is, when it is ready, and what is opened in front of it.
import { expect, type Locator, type Page } from "@playwright/test"
import { sees } from "./gate-screens.js"

export type Device = "desktop" | "phone"
export type Screen = {
  name: string
  path: string | ((ids: Ids) => string)
  /** Only there once the screen has its data. */
  ready: (page: Page, device: Device) => Promise<void>
  /** In front of the screen: a palette, a dialog. */
  open?: (page: Page, device: Device) => Promise<void>
  only?: Device
}
export type Ids = { lead: string; person: string; company: string; deal: string; campaign: string }

const isEmpty = (page: Page) => expect(page.getByRole("heading", { level: 2 })).toBeVisible()
const hasDialog = (page: Page) => expect(page.getByRole("dialog")).toBeVisible()
/** A list has rows: of a table on a desktop, cards on a phone. */
const hasRows = (label: string) => async (page: Page, device: Device) =>
  device === "phone"
    ? expect(page.getByRole("list", { name: label }).getByRole("link").first()).toBeVisible()
    : expect(page.getByRole("row").nth(3)).toBeVisible()
/** A board has cards; a phone shows one stage at a time, so one that has some is chosen. */
const hasCards = async (page: Page) => {
  if ((page.viewportSize()?.width ?? 0) < 768)
    await page
      .getByRole("tab")
      .filter({ hasText: /[1-9]\d*$/ })
      .first()
      .click()
  await expect(page.getByRole("article").first()).toBeVisible()
}
const hasTimeline = (page: Page) =>
  expect(page.getByRole("region", { name: "Activity" }).getByRole("article").first()).toBeVisible()

/** Presses a key until it is heard: a screen binds its keys a moment after it is drawn. */
const press = (page: Page, key: string, shown: Locator) =>
  expect(async () => {
    await page.keyboard.press(key)
    await expect(shown).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 10_000 })

export const withData: Screen[] = [
  { name: "today", path: "/today", ready: sees("Handoffs waiting for you") },
  {
    name: "handoffs",
    path: "/handoffs",
    ready: async (page, device) => {
      await expect(
        page.getByRole("region", { name: "To accept" }).getByRole("listitem").first(),
      ).toBeVisible()
      if (device === "desktop")
        await expect(page.getByRole("button", { name: "Accept" }).first()).toBeVisible()
    },
  },
  {
    name: "handoff",
    path: "/handoffs",
    only: "phone",
    ready: hasFirst("To accept"),
    open: async (page) => {
      await page.getByRole("region", { name: "To accept" }).getByRole("link").first().click()
      await expect(page.getByRole("link", { name: "Open" })).toBeVisible()
    },
  },
  { name: "leads", path: "/leads", ready: hasRows("Leads") },
  { name: "leads-grouped", path: "/leads?grouped=true", only: "desktop", ready: sees(/^avg \d+$/) },
  { name: "leads-nothing-matches", path: "/leads?search=zzzz", ready: sees("Nothing matches") },
  { name: "lead", path: ({ lead }) => `/leads/${lead}`, ready: hasTimeline },
  {
    name: "lead-peek",
    path: "/leads",
    only: "desktop",
    ready: hasRows("Leads"),
    open: async (page) => {
      await press(page, "j", page.locator("[role=row]:focus"))
      await page.keyboard.press("Space")
      await expect(page.getByRole("complementary").getByText("Responsible").first()).toBeVisible()
    },
  },
  {
    name: "lead-convert",
    path: ({ lead }) => `/leads/${lead}`,
    only: "desktop",
    ready: hasTimeline,
    open: async (page) => {
      await press(page, "v", page.getByRole("dialog", { name: "Convert to a deal" }))
    },
  },
  { name: "lead-new", path: "/leads?create=true", ready: hasDialog },
  { name: "people", path: "/people", ready: hasRows("People") },
  { name: "person", path: ({ person }) => `/people/${person}`, ready: hasTimeline },
  { name: "companies", path: "/companies", ready: hasRows("Companies") },
  { name: "company", path: ({ company }) => `/companies/${company}`, ready: hasTimeline },
  { name: "deals-board", path: "/deals", ready: hasCards },
  { name: "deals-grid", path: "/deals?layout=grid", ready: hasRows("Deals") },
  { name: "deal", path: ({ deal }) => `/deals/${deal}`, ready: hasTimeline },
  {
    name: "deal-move",
    path: "/deals",
    only: "phone",
    ready: hasCards,
    open: async (page) => {
      await page
        .getByRole("button", { name: /^Move .* to…$/ })
        .first()
        .tap()
      await expect(page.getByRole("dialog", { name: "Move to…" })).toBeVisible()
    },
  },
  { name: "deal-new", path: "/deals?create=true", ready: hasDialog },
  { name: "campaigns", path: "/campaigns", ready: hasRows("Campaigns") },
  { name: "campaign", path: ({ campaign }) => `/campaigns/${campaign}`, ready: hasRows("Leads") },
  {
    name: "forms",
    path: "/forms",
    ready: (page) => expect(page.getByRole("article").first()).toBeVisible(),
  },
  { name: "overview", path: "/overview", ready: sees("What lowers readiness") },
  { name: "settings", path: "/settings", only: "phone", ready: sees("My account") },
  { name: "settings-account", path: "/settings/account", ready: sees("This device") },
  { name: "settings-people", path: "/settings/people", ready: hasRows("People") },
  {
    name: "settings-invite",
    path: "/settings/people?create=true",
    ready: hasDialog,
  },
  {
    name: "settings-teams",
    path: "/settings/teams",
    ready: (page) =>
      expect(page.getByRole("list", { name: "Teams" }).getByRole("listitem").first()).toBeVisible(),
  },
  {
    name: "settings-territories",
    path: "/settings/territories",
    ready: sees("is at least 200"),
  },
  {
    name: "settings-territory",
    path: "/settings/territories",
    ready: sees("is at least 200"),
    open: async (page) => {
      await page.getByRole("button", { name: "Nordic", exact: true }).click()
      await expect(page.getByRole("dialog", { name: "Nordic" }).getByLabel("Field").first()).toBeVisible()
    },
  },
  { name: "settings-roles", path: "/settings/roles", ready: sees("Executive") },
  { name: "settings-role", path: "/settings/roles/role:sales", ready: sees("Which records") },
  { name: "settings-role-locked", path: "/settings/roles/role:admin", ready: sees("cannot lock itself out") },
  { name: "settings-sign-in", path: "/settings/sign-in", ready: sees("company's accounts") },
  {
    name: "settings-audit",
    path: "/settings/audit",
    ready: (page) =>
      expect(page.getByRole("list", { name: "Audit" }).getByRole("listitem").first()).toBeVisible(),
  },
  {
    name: "share",
    path: ({ lead }) => `/leads/${lead}`,
    ready: hasTimeline,
    open: async (page) => {
      await page.getByRole("button", { name: "Share" }).click()
      await expect(page.getByText("It is shared with nobody yet.")).toBeVisible()
    },
  },
  {
    name: "palette",
    path: "/leads",
    ready: hasRows("Leads"),
    open: async (page, device) => {
      if (device === "phone") await page.getByRole("button", { name: "Search" }).tap()
      else await press(page, "Control+k", page.getByRole("combobox").last())
      await page.getByRole("combobox").last().fill("an")
      await expect(page.getByRole("option").nth(1)).toBeVisible()
    },
  },
  {
    name: "shortcuts",
    path: "/deals",
    only: "desktop",
    ready: hasCards,
    open: async (page) => {
      await press(page, "Shift+?", page.getByRole("dialog", { name: "Shortcuts" }))
    },
  },
  {
    name: "create",
    path: "/today",
    only: "phone",
    ready: sees("Handoffs waiting for you"),
    open: async (page) => {
      await page.getByRole("button", { name: "Create" }).tap()
      await expect(page.getByRole("dialog", { name: "Create" })).toBeVisible()
    },
  },
  {
    name: "not-found",
    path: "/nowhere",
    ready: (page) => expect(page.getByRole("heading").first()).toBeVisible(),
  },
]

export const withNone: Screen[] = [
  { name: "today-empty", path: "/today", ready: sees("Today is clear") },
  { name: "handoffs-empty", path: "/handoffs", ready: isEmpty },
  { name: "leads-empty", path: "/leads", ready: isEmpty },
  { name: "people-empty", path: "/people", ready: isEmpty },
  { name: "companies-empty", path: "/companies", ready: isEmpty },
  { name: "deals-board-empty", path: "/deals", ready: sees("Every open deal, by stage") },
  { name: "deals-grid-empty", path: "/deals?layout=grid", ready: isEmpty },
  { name: "campaigns-empty", path: "/campaigns", ready: isEmpty },
  { name: "settings-territories-empty", path: "/settings/territories", ready: isEmpty },
  { name: "overview-empty", path: "/overview", ready: sees("What lowers readiness") },
]

function hasFirst(region: string) {
  return (page: Page) =>
    expect(page.getByRole("region", { name: region }).getByRole("listitem").first()).toBeVisible()
}
