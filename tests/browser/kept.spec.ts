// What a person types is theirs: saved at its record, once, as it was meant, and not lost by a wrong key.
import { expect, type Locator, type Page, type Route, test } from "@playwright/test"
import { amount, makeDeal, typeAmount } from "./support/deals.js"
import { areLive, arrive, openTab } from "./support/people.js"
import { Server } from "./support/server.js"

const ana = Server.admin

let server: Server
let page: Page
let token = ""

test.beforeAll(async ({ browser }) => {
  server = await Server.start()
  await server.setUp()
  token = await server.createToken(ana.email)
  page = await arrive(browser, server, ana)
})
test.afterAll(async () => {
  await page?.context().close()
  await server?.stop()
})

const note = (of: Page) => of.getByRole("textbox", { name: "Write a note" })
const heading = (of: Page, name: string) => of.getByRole("heading", { name, level: 1 })
const save = (of: Page) =>
  of.getByRole("form", { name: "Log activity" }).getByRole("button", { name: "Save" })

async function notesOf(path: string): Promise<string[]> {
  const { activities } = await server.ask(
    "query ($id: ID!) { activities(subjectId: $id, first: 50) { nodes { body } } }",
    { id: path.split("/").at(-1) },
    token,
  )
  return activities.nodes.map(({ body }: { body: string }) => body)
}
async function dealOf(path: string): Promise<{ version: number; amount: string | null }> {
  const query = "query ($id: ID!) { deal(id: $id) { version amount } }"
  return (await server.ask(query, { id: path.split("/").at(-1) }, token)).deal
}
async function dealsCalled(name: string): Promise<object[]> {
  const { deals } = await server.ask(
    "{ deals(first: 100) { nodes { name amount expectedCloseDate } } }",
    {},
    token,
  )
  return deals.nodes.filter((deal: { name: string }) => deal.name === name)
}
async function setAmount(path: string, value: string) {
  const { version } = await dealOf(path)
  const input = { id: path.split("/").at(-1), expectedVersion: version, amount: value }
  await server.ask(
    "mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }",
    { input },
    token,
  )
}

/** Two deals that follow each other in the list one comes from; the first is open. */
async function openFirstOf(first: string, second: string) {
  const paths = [await makeDeal(server, token, first), await makeDeal(server, token, second)] as const
  await page.goto("/deals?layout=grid&sort=NAME&direction=ASC")
  await page.getByRole("grid", { name: "Deals" }).getByRole("link", { name: first }).click()
  await expect(heading(page, first)).toBeVisible()
  return paths
}
/** The list may load the rest of its rows after its first: J works once the page knows what follows. */
async function press(key: "j" | "k", name: string) {
  await expect(page.getByText(/^\d+ of \d+$/)).toBeVisible()
  await page.keyboard.press(key)
  await expect(heading(page, name)).toBeVisible()
}

const isOf = (route: Route, operation: string) =>
  route.request().postData()?.includes(`"operationName":"${operation}"`) ?? false

/** The server does it, and the answer never comes. */
async function loseAnswers(on: Page, operation: string) {
  await on.route("**/graphql", async (route) => {
    if (!isOf(route, operation)) return route.fallback()
    await route.fetch()
    await route.abort("connectionreset")
  })
}

test("a note typed at one deal is neither shown nor saved at the next, and is there when one comes back", async () => {
  const [first, second] = await openFirstOf("Note one", "Note two")
  await page.keyboard.press("n")
  await page.keyboard.type("Of the first")
  await page.keyboard.press("Escape")
  await press("j", "Note two")
  await expect(note(page)).toHaveValue("")
  await page.keyboard.press("n")
  await page.keyboard.type("Of the second")
  await page.keyboard.press("ControlOrMeta+Enter")
  await expect(page.getByText("Note logged.")).toBeVisible()
  await page.keyboard.press("Escape")
  await press("k", "Note one")
  await expect(note(page)).toHaveValue("Of the first")
  await save(page).click()
  await expect(note(page)).toHaveValue("")
  expect(await notesOf(first)).toEqual(["Of the first"])
  expect(await notesOf(second)).toEqual(["Of the second"])
})

test("a field that is open when one goes on to the next is saved at its own record", async () => {
  const [first, second] = await openFirstOf("Open one", "Open two")
  await amount(page).click()
  await page.getByRole("textbox", { name: "Amount" }).fill("12000")
  await page.evaluate(() => window.history.back())
  await expect(page).toHaveURL(/\/deals\?/)
  await expect.poll(() => dealOf(first)).toMatchObject({ amount: "12000" })
  expect(await dealOf(second)).toMatchObject({ version: 1 })

  await page.goto(first)
  await amount(page).click()
  await page.getByRole("textbox", { name: "Amount" }).fill("12.00.1")
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Leads" }).click()
  await expect(page).toHaveURL(/\/leads$/)
  await expect(page.getByText("Amount was not saved.")).toBeVisible()
  await expect(page.getByText("You typed “12.00.1”.")).toBeVisible()
  expect(await dealOf(first)).toMatchObject({ amount: "12000" })
})

test("what is saved again after a lost answer is saved once: a note, also after a reload, and a new deal", async () => {
  const path = await makeDeal(server, token, "Lost answers")
  await page.goto(path)
  await loseAnswers(page, "LogActivity")
  await note(page).fill("Said once")
  await save(page).click()
  const problem = page
    .getByRole("alert")
    .filter({ hasText: "Baton cannot be reached. What you entered is kept." })
  await expect(problem).toBeVisible()
  await page.reload()
  await expect(note(page)).toHaveValue("Said once")
  await page.unroute("**/graphql")
  await save(page).click()
  await expect(page.getByText("Note logged.")).toBeVisible()
  expect(await notesOf(path)).toEqual(["Said once"])

  await page.goto("/deals?create=true&layout=grid")
  const dialog = page.getByRole("dialog", { name: "New deal" })
  await loseAnswers(page, "CreateDeal")
  await dialog.getByLabel("Name").fill("Made once")
  await dialog.getByRole("button", { name: "Add deal" }).click()
  await expect(dialog.getByRole("alert")).toContainText("What you entered is kept.")
  await page.unroute("**/graphql")
  await dialog.getByRole("button", { name: "Add deal" }).click()
  await expect(page.getByText("Made once added.")).toBeVisible()
  expect(await dealsCalled("Made once")).toHaveLength(1)
})

test("an answer that is slower than an event does not bring back what was before", async () => {
  const path = await makeDeal(server, token, "Slow answers")
  const own = await openTab(page, path)
  await expect(amount(own)).toContainText("€9,300")
  await areLive(server, 2)
  // From here on the page's own question is answered when the test says so.
  const waiting: (() => Promise<void>)[] = []
  await own.route("**/graphql", async (route) => {
    if (!isOf(route, "Deal")) return route.fallback()
    const response = await route.fetch()
    waiting.push(() => route.fulfill({ response }))
  })
  const input = { type: "note", body: "It makes the page ask again.", subjectIds: [path.split("/").at(-1)] }
  await server.ask(
    "mutation ($input: LogActivityInput!) { logActivity(input: $input) { id } }",
    { input },
    token,
  )
  await expect.poll(() => waiting.length).toBe(1)
  await setAmount(path, "12000")
  await expect(amount(own)).toContainText("€12,000")
  await own.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    new MutationObserver(() => seen.push(document.body.textContent)).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  })
  await waiting[0]?.()
  // The note that the slow answer tells of shows that it is in.
  await expect(own.getByText("It makes the page ask again.")).toBeVisible()
  await expect(amount(own)).toContainText("€12,000")
  const seen = await own.evaluate(() => (window as unknown as { seen: string[] }).seen)
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.filter((text) => text.includes("€9,300"))).toEqual([])
  await own.unrouteAll({ behavior: "ignoreErrors" })
  await own.close()
})

test("a German types amounts, numbers and dates as Germans do; what cannot be read is neither saved nor cleared", async ({
  browser,
}) => {
  const path = await makeDeal(server, token, "Deutsche Beträge")
  const own = await arrive(browser, server, ana, { locale: "de-DE" })
  await own.goto(path)
  const field = own.getByRole("textbox", { name: "Amount" })
  for (const [typed, understood, kept] of [
    ["12.500", "€12,500.00", "12500"],
    ["1.234,56", "€1,234.56", "1234.56"],
    ["45k", "€45,000.00", "45000"],
  ] as const) {
    await amount(own).click()
    await field.fill(typed)
    await expect(own.getByText(understood, { exact: true })).toBeVisible()
    await field.press("Enter")
    await expect(field).toBeHidden()
    expect(await dealOf(path)).toMatchObject({ amount: kept })
  }
  await amount(own).click()
  await typeAmount(own, "12.5.00")
  await expect(own.getByRole("alert")).toHaveText(
    "“12.5.00” cannot be read as a number. Write it like 1.234,50.",
  )
  await expect(field).toHaveValue("12.5.00")
  await field.press("Escape")
  expect(await dealOf(path)).toMatchObject({ amount: "45000" })

  const date = own.getByRole("textbox", { name: "Close date" })
  const open = own.getByRole("button", { name: "Close date: 30.06.2030. Edit" })
  await open.click()
  await own.getByRole("button", { name: "Open the calendar" }).click()
  await expect(date).toBeFocused()
  // The calendar has the keys until it is closed.
  await own.reload()
  await open.click()
  await date.fill("24.12.2030")
  await expect(own.getByText("Tue 24 Dec 2030")).toBeVisible()
  await date.press("Enter")
  await expect(own.getByRole("button", { name: "Close date: 24.12.2030. Edit" })).toBeVisible()

  await own.goto("/deals?create=true")
  const dialog = own.getByRole("dialog", { name: "New deal" })
  await dialog.getByLabel("Name").fill("Neues Geschäft")
  await dialog.getByLabel(/^Amount/).fill("viel")
  await dialog.getByLabel("Expected close date").fill("24.12.2030")
  await dialog.getByRole("button", { name: "Add deal" }).click()
  await expect(dialog.getByRole("alert")).toContainText("Write it like 1.234,50.")
  await expect(dialog.getByLabel(/^Amount/)).toBeFocused()
  await dialog.getByLabel(/^Amount/).fill("1.234,56 €")
  await dialog.getByRole("button", { name: "Add deal" }).click()
  await expect(own.getByText("Neues Geschäft added.")).toBeVisible()
  expect(await dealsCalled("Neues Geschäft")).toMatchObject([
    { amount: "1234.56", expectedCloseDate: "2030-12-24" },
  ])

  const { createCompany } = await server.ask(
    "mutation ($input: CreateCompanyInput!) { createCompany(input: $input) { id } }",
    { input: { name: "Werft Nord", employees: 900 } },
    token,
  )
  await own.goto(`/companies/${createCompany.id}`)
  await own.getByRole("button", { name: "People: 900. Edit" }).click()
  const people = own.getByRole("textbox", { name: "People" })
  await people.fill("viele")
  await people.press("Enter")
  await expect(own.getByRole("alert")).toContainText("Write it like 1.234.")
  await people.fill("12.500")
  await people.press("Enter")
  await expect(own.getByRole("button", { name: "People: 12500. Edit" })).toContainText("12,500")
  await own.context().close()
})

test("a wrong key does not take away what was typed in a dialog: it asks first", async () => {
  const fill = async (): Promise<Locator> => {
    await page.goto("/companies?create=true")
    const dialog = page.getByRole("dialog", { name: "New company" })
    await dialog.getByLabel("Name").fill("Half a company")
    return dialog
  }
  const question = page.getByRole("dialog", { name: "Leave without saving?" })
  const dialog = await fill()
  await page.keyboard.press("Escape")
  await question.getByRole("button", { name: "Stay" }).click()
  await expect(question).toBeHidden()
  await expect(dialog.getByLabel("Name")).toHaveValue("Half a company")
  await page.keyboard.press("Escape")
  await question.getByRole("button", { name: "Leave" }).click()
  await expect(dialog).toBeHidden()

  await page.goto("/people")
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Companies" }).click()
  await page.getByRole("button", { name: "New company" }).first().click()
  await dialog.getByLabel("Name").fill("Half a company")
  await page.evaluate(() => window.history.back())
  await question.getByRole("button", { name: "Stay" }).click()
  await expect(dialog.getByLabel("Name")).toHaveValue("Half a company")
  await dialog.getByRole("button", { name: "Add the company" }).click()
  await expect(page.getByText("Half a company is added.")).toBeVisible()
  await expect(page).toHaveURL(/\/companies$/)
})
