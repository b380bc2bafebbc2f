// What people do besides the journey, in one workspace with sample data: each test a flow of its own.
import { expect, type Page, test } from "@playwright/test"
import { card, column, drag } from "./support/board.js"
import { amount, makeDeal, typeAmount } from "./support/deals.js"
import { arrive } from "./support/people.js"
import { refusals } from "./support/policy.js"
import { Server } from "./support/server.js"

const noor = { name: "Noor Haddad", email: "noor@example.com", password: "a fine long password" }
const mia = {
  name: "Mia Lund",
  email: "mia@example.com",
  password: "a fine long password",
  role: "marketing",
}

let server: Server
let page: Page
let token = ""

test.beforeAll(async ({ browser }) => {
  server = await Server.start()
  await server.setUp({ sampleData: true, person: noor })
  token = await server.createToken(noor.email)
  page = await arrive(browser, server, noor, { permissions: ["clipboard-read", "clipboard-write"] })
})
test.afterEach(() => {
  if (page) expect(refusals(page.context())).toEqual([])
})
test.afterAll(async () => {
  await page?.context().close()
  await server?.stop()
})

const openDeal = (name: string) => makeDeal(server, token, name)

test("of two people who change the same amount, the second sees both and chooses", async ({ browser }) => {
  const path = await openDeal("Contested deal")
  const other = await arrive(browser, server, noor)
  await page.goto(path)
  await other.goto(path)
  for (const stays of ["theirs", "yours"] as const) {
    await amount(page).click()
    await amount(other).click()
    await typeAmount(other, stays === "theirs" ? "12000" : "13000")
    await expect(amount(other)).toContainText(stays === "theirs" ? "€12,000" : "€13,000")
    await typeAmount(page, "15000")
    const dialog = page.getByRole("dialog", { name: "Someone else changed this" })
    await expect(dialog).toContainText(stays === "theirs" ? "€12,000" : "€13,000")
    await expect(dialog).toContainText("€15,000")
    await expect(dialog.getByRole("button", { name: "Keep theirs" })).toBeFocused()
    await dialog.getByRole("button", { name: stays === "theirs" ? "Keep theirs" : "Use yours" }).click()
    await expect(dialog).toBeHidden()
    await expect(amount(page)).toContainText(stays === "theirs" ? "€12,000" : "€15,000")
  }
  await expect(amount(other)).toContainText("€15,000")
  await other.context().close()
})

test("a win is said with its worth and taken back; a loss asks why; a closed deal opens again", async () => {
  const path = await openDeal("Harbour rollout")
  await page.goto("/deals")
  await expect(column(page, "Discovery").getByText("Harbour rollout")).toBeVisible()
  await drag(page, card(page, "Harbour rollout"), page.getByText("Won", { exact: true }))
  const won = page.getByRole("status").filter({ hasText: "Harbour rollout is won." })
  await expect(won).toContainText("€9,300")
  await expect(card(page, "Harbour rollout")).toHaveCount(0)
  await won.getByRole("button", { name: "Undo" }).click()
  await expect(column(page, "Discovery").getByText("Harbour rollout")).toBeVisible()

  await drag(page, card(page, "Harbour rollout"), page.getByText("Lost, with a reason"))
  const why = page.getByRole("dialog", { name: "Lost, with a reason" })
  await expect(why.getByRole("button", { name: "Mark as lost" })).toBeDisabled()
  await page.keyboard.press("Escape")
  await expect(why).toBeHidden()
  await expect(card(page, "Harbour rollout")).toBeVisible()
  await drag(page, card(page, "Harbour rollout"), page.getByText("Lost, with a reason"))
  await why.getByText("Timing").click()
  await why.getByRole("button", { name: "Mark as lost" }).click()
  await expect(page.getByText("Harbour rollout is lost.")).toBeVisible()

  await page.goto(path)
  await expect(page.getByText("Lost: Timing.")).toBeVisible()
  await page.getByRole("button", { name: "Reopen" }).click()
  await expect(page.getByRole("button", { name: "Won" })).toBeVisible()
  await expect(page.getByRole("button", { name: /^Close date: 30\/06\/2030/ })).toBeVisible()
})

test("what was selected and deleted comes back by Undo", async () => {
  await page.goto("/companies")
  const names = page.getByRole("row").getByRole("link")
  await expect(names.nth(3)).toBeVisible()
  const [first, , third] = await names.allTextContents()
  const boxes = page.getByRole("row").getByRole("checkbox")
  await boxes.nth(1).click()
  await boxes.nth(3).click({ modifiers: ["Shift"] })
  await expect(page.getByText("3 selected")).toBeVisible()
  await page.getByRole("button", { name: "Delete" }).click()
  await expect(page.getByText("Deleted 3 companies.")).toBeVisible()
  await expect(page.getByRole("link", { name: first, exact: true })).toHaveCount(0)
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(page.getByRole("link", { name: first, exact: true })).toBeVisible()
  await expect(page.getByRole("link", { name: third, exact: true })).toBeVisible()
})

test("a deleted record says so and can be restored; one that never was is not here", async () => {
  const path = await openDeal("Short-lived deal")
  await page.goto(path)
  await page.getByRole("button", { name: "More" }).click()
  await page.getByRole("menuitem", { name: "Delete" }).click()
  await expect(page).toHaveURL(/\/deals$/)
  await page.goto(path)
  await expect(page.getByText("In the trash")).toBeVisible()
  await page.getByRole("button", { name: "Restore" }).click()
  await expect(page.getByText("In the trash")).toBeHidden()
  for (const wrong of ["/deals/deal:01M8141E4HPG7263T39012K2W9", "/deals/no-id", "/people/no-id"]) {
    await page.goto(wrong)
    await expect(page.getByRole("heading", { name: /^This (deal|person) is not here$/ })).toBeVisible()
  }
  await page.goto("/nowhere")
  await expect(page.getByRole("heading", { name: "Nothing is at this address" })).toBeVisible()
  await expect(
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Leads" }),
  ).toBeVisible()
})

test("leads stand under their stages; one row of the grid is reached by Tab", async () => {
  await page.goto("/leads")
  await page.getByRole("button", { name: "Group by stage" }).click()
  const head = page.getByRole("row").filter({ has: page.getByRole("button", { name: /^Lead/ }) })
  await expect(head).toContainText(/avg \d+/)
  const second = page.getByRole("row").nth(2)
  await expect(second).toHaveAttribute("aria-selected", "false")
  await head.getByRole("button").click()
  await expect(second.getByRole("button", { expanded: true })).toBeVisible()
  await head.getByRole("button").click()
  await expect(second).toHaveAttribute("aria-selected", "false")
  await page.keyboard.press("j")
  await page.keyboard.press("j")
  await expect(page.locator("[role=row]:focus")).toHaveAttribute("data-index", "1")
  const stops = page.locator('[role=row][data-index] :is(input, button, a):not([tabindex="-1"])')
  for (const stop of await stops.all())
    expect(await stop.evaluate((one) => one.closest("[role=row]")?.getAttribute("data-index"))).toBe("1")
})

test("handoffs are declined with a reason or accepted, and the focus comes back", async () => {
  await page.goto("/today")
  const offers = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Accept" }) })
  await expect(offers).toHaveCount(3)
  const decline = offers.first().getByRole("button", { name: /^Decline/ })
  await decline.click()
  await expect(page.getByRole("dialog").getByRole("button", { name: "Decline" })).toBeDisabled()
  await page.keyboard.press("Escape")
  await expect(decline).toBeFocused()
  await decline.click()
  await page.getByRole("dialog").getByText("At capacity").click()
  await page.getByRole("dialog").getByRole("button", { name: "Decline" }).click()
  await expect(offers).toHaveCount(2)
  await page.goto("/handoffs")
  await page.getByRole("button", { name: "Accept" }).click()
  await expect(page.getByText(/^You are responsible for /)).toBeVisible()
})

test("a form's address and its markup are copied", async () => {
  await page.goto("/forms")
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await page.getByRole("button", { name: /^Copy/ }).first().click()
  await expect.poll(copied).toBe(`${server.url}/f/contact-us`)
  await page.getByRole("button", { name: /^Copy/ }).last().click()
  await expect.poll(copied).toContain(`<form method="post" action="${server.url}/f/contact-us">`)
})

test("a readiness grade names what lowers it and leads to those rows", async () => {
  await page.goto("/overview")
  await page.getByRole("button", { name: /^Readiness of this page/ }).click()
  const finding = page.getByRole("dialog").getByRole("link").filter({ hasText: "leads stuck" })
  const count = Number.parseInt((await finding.textContent()) ?? "", 10)
  expect(count).toBeGreaterThan(0)
  await finding.click()
  await expect(page).toHaveURL(/\/leads\?filter=/)
  await expect(page.getByRole("row").filter({ hasText: `${count} leads` })).toBeVisible()
})

test("Escape leaves the composer, whose words stay, and the shortcuts work again", async () => {
  await page.goto(await openDeal("Noted deal"))
  const note = page.getByRole("textbox", { name: "Write a note" })
  await expect(async () => {
    await page.keyboard.press("n")
    await expect(note).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.type("Called twice")
  await page.keyboard.press("Escape")
  await expect(note).not.toBeFocused()
  await expect(note).toHaveValue("Called twice")
  await page.keyboard.press("Shift+?")
  await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible()
  await page.keyboard.press("Escape")
})

test("without a connection the page says so and only shows", async () => {
  await page.goto("/leads")
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible()
  await page.context().setOffline(true)
  await expect(page.getByText(/^You are offline\./)).toBeVisible()
  await expect(page.getByRole("button", { name: "New lead" })).toBeDisabled()
  await expect(page.getByRole("button", { name: /^Next step of/ })).toHaveCount(0)
  await page.context().setOffline(false)
  await expect(page.getByText(/^You are offline\./)).toBeHidden()
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible()
  await expect(page.getByRole("button", { name: "New lead" })).toBeEnabled()
})

test("marketing sees deals and may not change them", async ({ browser }) => {
  await server.createUser(mia)
  const desk = await arrive(browser, server, mia)
  const path = await openDeal("Somebody's deal")
  await desk.goto("/deals")
  await expect(desk.getByRole("article").first()).toBeVisible()
  await expect(desk.getByRole("button", { name: "New deal" })).toHaveCount(0)
  await expect(desk.locator("article[draggable=true]")).toHaveCount(0)
  await desk.goto(path)
  await expect(desk.getByRole("heading", { name: "Somebody's deal" })).toBeVisible()
  for (const name of ["Won", "Lost…", /^Amount: .* Edit/, /^Owner: .* Change/])
    await expect(desk.getByRole("button", { name })).toHaveCount(0)
  await desk.context().close()
})
