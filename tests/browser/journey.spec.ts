// One inquiry from the public form to a won deal, seen by everyone who watches, on desktops and on a phone.
import { type Browser, expect, type Page, test } from "@playwright/test"
import { card as cardOf, column, drag } from "./support/board.js"
import { areLive, arrive, expectNoReload, logCall, mark, openTab, phone } from "./support/people.js"
import { Server } from "./support/server.js"
import { fillForm } from "./support/visitor.js"

const ana = Server.admin
const ben = { name: "Ben Okafor", email: "ben@example.com", password: "a fine long password", role: "sales" }
const inquiry = {
  firstName: "Grace",
  lastName: "Hopper",
  email: "grace@harbour.example",
  company: "Harbour Analytics",
}
const card = (page: Page) => cardOf(page, "Harbour rollout")

let server: Server
test.beforeAll(async () => {
  server = await Server.start()
})
test.afterAll(() => server?.stop())

test("an inquiry becomes a won deal, and nobody has to reload", async ({ browser }) => {
  const anaPage = await setUp(browser)
  await server.createUser(ben)
  const leads = anaPage
  await leads.goto("/leads")
  const overview = await openTab(anaPage, "/overview")
  const board = await openTab(anaPage, "/deals")
  const benPage = await arrive(browser, server, ben)
  await areLive(server, 4)
  const watched = [leads, overview, board]
  for (const page of [...watched, benPage]) await mark(page)
  const unowned = metric(overview, "Unowned record count")
  await expect(unowned).toContainText("of 0 open")

  await test.step("a visitor fills in the form; a bad address is named and nothing typed is lost", async () => {
    const visitor = await (await browser.newContext({ baseURL: server.url })).newPage()
    await fillForm(visitor, { ...inquiry, email: "grace@harbour" })
    const problem = visitor.getByRole("alert")
    await expect(problem).toContainText("E-mail")
    await expect(visitor.getByRole("textbox", { name: "E-mail" })).toHaveAttribute("aria-invalid", "true")
    await expect(visitor.getByRole("textbox", { name: "E-mail" })).toHaveValue("grace@harbour")
    await expect(visitor.getByLabel("First name")).toHaveValue(inquiry.firstName)
    await expect(visitor.getByLabel("How can we help?")).toHaveValue("We need a demo in June.")
    await expect(visitor.getByRole("checkbox")).toBeChecked()
    await visitor.getByRole("textbox", { name: "E-mail" }).fill(inquiry.email)
    await visitor.getByRole("button", { name: "Send message" }).click()
    await expect(visitor.getByRole("status")).toContainText("Thank you")
    await visitor.context().close()
  })

  await test.step("Ben is offered it on Today, with its clock; Ana sees it in her lists", async () => {
    const offer = benPage.getByRole("listitem").filter({ hasText: "Grace Hopper" })
    await expect(offer).toContainText(/\d+ m left/)
    await expectNoReload(benPage)
    await clockRuns(browser)
    await refreshIfAsked(leads)
    const row = leads.getByRole("row").filter({ hasText: "Grace Hopper" })
    await expect(row).toContainText(inquiry.company)
    await expect(row).toContainText("Responsible: Ana Ribeiro")
    await expect(unowned).toContainText("of 1 open")
  })

  await test.step("Ben accepts, and is responsible on Ana's screen", async () => {
    const offer = benPage.getByRole("listitem").filter({ hasText: "Grace Hopper" })
    await offer.getByRole("button", { name: "Accept" }).click()
    await expect(benPage.getByText("You are responsible for Grace Hopper.")).toBeVisible()
    const row = leads.getByRole("row").filter({ hasText: "Grace Hopper" })
    await expect(row).toContainText("Responsible: Ben Okafor")
    await expectNoReload(...watched)
  })

  await test.step("Ben logs a call with its outcome and the next step", async () => {
    await benPage.getByRole("button", { name: "Open", exact: true }).click()
    await expect(benPage).toHaveURL(/\/leads\/lead:/)
    await mark(benPage)
    await expect(benPage.getByText("spring").first()).toBeVisible()
    await logCall(benPage, "Needs it by June, budget is there.", "Send the proposal")
    const timeline = benPage.getByRole("region", { name: "Activity" })
    await expect(timeline).toContainText("Needs it by June, budget is there.")
    const row = leads.getByRole("row").filter({ hasText: "Grace Hopper" })
    await expect(row).toContainText("Send the proposal")
    await expect(row.getByLabel("Met in")).toBeVisible()
    await expect(metric(overview, "New-lead response time")).toContainText(", 0 waiting")
    await expectNoReload(...watched)
  })

  await test.step("Ben converts it to a deal", async () => {
    await benPage.getByRole("button", { name: "Convert" }).click()
    const dialog = benPage.getByRole("dialog", { name: "Convert to a deal" })
    await expect(dialog.getByLabel("Deal name")).toHaveValue(/Harbour Analytics/)
    await dialog.getByLabel("Deal name").fill("Harbour rollout")
    await dialog.getByRole("button", { name: "Convert" }).click()
    await expect(benPage).toHaveURL(/\/deals\/deal:/)
    await expect(column(board, "Discovery").getByText("Harbour rollout")).toBeVisible()
    await expect(leads.getByRole("row").filter({ hasText: "Grace Hopper" })).toContainText(/converted/i)
    await expectNoReload(...watched)
  })

  await test.step("Ben drags it on; a stage asks for what it needs", async () => {
    await benPage.getByRole("link", { name: "Deals" }).first().click()
    await expect(card(benPage)).toBeVisible()
    await drag(benPage, card(benPage), column(benPage, "Qualified"))
    await expect(column(benPage, "Qualified").getByText("Harbour rollout")).toBeVisible()
    await expect(column(board, "Qualified").getByText("Harbour rollout")).toBeVisible()
    await expect(card(board)).toContainText("moved by Ben")

    await drag(benPage, card(benPage), column(benPage, "Proposal"))
    const dialog = benPage.getByRole("dialog", { name: "Move to Proposal" })
    await dialog.getByLabel(/^Amount/).fill("48000")
    await dialog.getByLabel("Expected close date").fill("2030-06-30")
    await dialog.getByRole("button", { name: "Move to Proposal" }).click()
    await expect(column(benPage, "Proposal").getByText("Harbour rollout")).toBeVisible()
    await expect(column(board, "Proposal").getByText("Harbour rollout")).toBeVisible()
    await expect(column(board, "Proposal")).toContainText("€48k")
  })

  await test.step("the keyboard moves it too", async () => {
    await card(benPage).getByRole("link", { name: "Harbour rollout" }).focus()
    await benPage.keyboard.press("Alt+ArrowRight")
    await expect(column(benPage, "Negotiation").getByText("Harbour rollout")).toBeVisible()
    await expect(card(benPage).getByRole("link", { name: "Harbour rollout" })).toBeFocused()
    await expect(column(board, "Negotiation").getByText("Harbour rollout")).toBeVisible()
  })

  await test.step("Ben drops it on Won; the numbers follow", async () => {
    await drag(benPage, card(benPage), benPage.getByText("Won", { exact: true }))
    await expect(card(benPage)).toHaveCount(0)
    await expect(card(board)).toHaveCount(0)
    await expect(unowned).toContainText("of 0 open")
    await expect(overview.getByRole("link", { name: /^Customer: 1 entered/ })).toBeVisible()
    await expectNoReload(...watched)
  })

  await test.step("on a phone: an offer is taken, a call logged, a deal moved", async () => {
    const visitor = await (await browser.newContext({ baseURL: server.url })).newPage()
    const pocket = await arrive(browser, server, ben, phone)
    await areLive(server, 5)
    await mark(pocket)
    await fillForm(visitor, {
      firstName: "Alan",
      lastName: "Kay",
      email: "alan@vivarium.example",
      company: "Vivarium",
    })
    await expect(visitor.getByRole("status")).toContainText("Thank you")

    const offer = pocket.getByRole("listitem").filter({ hasText: "Alan Kay" })
    await expect(offer).toContainText(/\d+ m left/)
    await offer.getByRole("button", { name: "Accept" }).tap()
    await pocket.getByRole("button", { name: "Open", exact: true }).tap()
    await expect(pocket).toHaveURL(/\/leads\/lead:/)
    await logCall(pocket, "Wants a pilot.", "Send the contract")
    await expect(pocket.getByRole("region", { name: "Activity" })).toContainText("Wants a pilot.")

    await pocket.getByRole("button", { name: "More" }).tap()
    await pocket.getByRole("menuitem", { name: "Convert…" }).tap()
    const dialog = pocket.getByRole("dialog", { name: "Convert to a deal" })
    await dialog.getByLabel("Deal name").fill("Vivarium pilot")
    await dialog.getByRole("button", { name: "Convert" }).tap()
    await expect(pocket).toHaveURL(/\/deals\/deal:/)
    await pocket.getByRole("link", { name: "Pipeline" }).tap()
    await pocket.getByRole("button", { name: "Move Vivarium pilot to…" }).tap()
    await pocket
      .getByRole("dialog", { name: "Move to…" })
      .getByRole("button", { name: /^Qualified/ })
      .tap()
    await expect(pocket.getByRole("tab", { name: /Qualified/ })).toContainText("1")
    await expect(column(board, "Qualified").getByText("Vivarium pilot")).toBeVisible()
    await expectNoReload(pocket, ...watched)
  })
})

/** Ana uses the printed link, and starts empty. */
async function setUp(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await page.goto(`/setup?token=${server.setupToken}`)
  await page.getByLabel("Workspace").fill("Northwind")
  await page.getByLabel("Your name").fill(ana.name)
  await page.getByLabel("Work email").fill(ana.email)
  await page.getByLabel("Password").fill(ana.password)
  await page.getByRole("radio", { name: /Start empty/ }).check()
  await page.getByRole("button", { name: "Set up" }).click()
  await expect(page).toHaveURL(/\/today$/)
  await expect(page.getByRole("heading", { name: "Today is clear" })).toBeVisible()
  return page
}

/** Ben once more, in a browser whose time is put forward: the clock of the offer follows. */
async function clockRuns(browser: Browser) {
  const page = await arrive(browser, server, ben)
  const clock = page
    .getByRole("listitem")
    .filter({ hasText: "Grace Hopper" })
    .getByText(/ m left$/)
  const minutes = async () => Number.parseInt((await clock.textContent()) ?? "", 10)
  const before = await minutes()
  expect(before).toBeGreaterThan(50)
  // The next answer of the server would put its clock right again: from here on it only ticks by itself.
  await page.context().setOffline(true)
  await page.clock.install()
  await page.clock.fastForward("10:00")
  await expect.poll(minutes).toBeLessThanOrEqual(before - 9)
  await page.context().close()
}

/** Rows never come under someone's cursor by themselves: the grid says how many wait. */
async function refreshIfAsked(page: Page) {
  const row = page.getByRole("row").filter({ hasText: "Grace Hopper" })
  const pill = page.getByRole("button", { name: /Refresh/ })
  await expect(row.or(pill).first()).toBeVisible()
  if (await pill.isVisible()) await pill.click()
}

const metric = (page: Page, title: string) =>
  page
    .locator("section, article")
    .filter({ has: page.getByRole("heading", { name: title, exact: true }) })
    .first()
