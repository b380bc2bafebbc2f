// What people may see and do, as an administrator changes it and as the others notice.
import { expect, type Page, test } from "@playwright/test"
import { amount, makeDeal } from "./support/deals.js"
import { arrive } from "./support/people.js"
import { Server } from "./support/server.js"
import { giveRole, openPerson, someone } from "./support/settings.js"

const ana = Server.admin

let server: Server
let page: Page

test.beforeAll(async ({ browser }) => {
  server = await Server.start()
  await server.setUp()
  page = await arrive(browser, server, ana)
})
test.afterAll(async () => {
  await page?.context().close()
  await server?.stop()
})

test("a role that hides a field shows that it does, and not the value", async ({ browser }) => {
  const yuki = someone("Yuki Tanaka")
  await server.createUser(yuki)
  const deal = await makeDeal(server, await server.createToken(yuki.email), "Cold chain pilot")
  const own = await arrive(browser, server, yuki)
  await own.goto(deal)
  await expect(amount(own)).toContainText("€9,300")

  await page.goto("/settings/roles")
  await page.getByRole("button", { name: "New role" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Name").fill("Partner sales")
  await dialog.getByRole("button", { name: "Make the role" }).click()
  await expect(page).toHaveURL(/\/settings\/roles\/role:/)
  await page.getByLabel("Deals: export").selectOption({ label: "Own" })
  await page.getByRole("tab", { name: "Deals" }).click()
  await page
    .getByRole("radiogroup", { name: "Amount: access", exact: true })
    .getByRole("radio", { name: "Hidden" })
    .click()
  const changes = page.getByRole("region", { name: "Changes that are not saved" })
  await expect(changes).toContainText("2 changes")

  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "People" }).click()
  const guard = page.getByRole("dialog", { name: "Leave without saving?" })
  await guard.getByRole("button", { name: "Stay" }).click()
  await changes.getByRole("button", { name: "Save" }).click()
  await expect(changes).toBeHidden()

  await giveRole(page, yuki.name, "Partner sales")
  await expect(
    own.getByRole("region", { name: "Properties" }).getByText("Hidden by your role").first(),
  ).toBeVisible()
  await expect(amount(own)).toHaveCount(0)
  await expect(own.getByText("€9,300")).toHaveCount(0)
  await own.context().close()
})

test("a territory takes companies, their team sees them at once, and its place in the order decides", async ({
  browser,
}) => {
  const token = await server.createToken(ana.email)
  const make = (kind: string, input: object) =>
    server
      .ask(`mutation($input: Create${kind}Input!) { create${kind}(input: $input) { id } }`, { input }, token)
      .then((data: Record<string, { id: string }>) => data[`create${kind}`]?.id)
  await make("Team", { name: "Field" })
  await make("Company", { name: "Fjord Works", country: "Norway", employees: 900 })
  const read = await server.ask(
    "{ roles { id permissions { object read create edit delete export } } }",
    {},
    token,
  )
  type Row = { id: string; permissions: { object: string }[] }
  const sales = read.roles.find(({ id }: Row) => id === "role:sales")
  const permissions = sales.permissions.map((row: object & { object: string }) =>
    row.object === "COMPANY" ? { ...row, read: "TEAM" } : row,
  )
  const update = "mutation($input: UpdateRoleInput!) { updateRole(input: $input) { id } }"
  await server.ask(update, { input: { id: "role:sales", expectedVersion: 1, permissions } }, token)
  const iris = someone("Iris Moen")
  await server.createUser(iris)
  const drawer = await openPerson(page, iris.name)
  await drawer.getByRole("checkbox", { name: "Field" }).check()
  await drawer.getByRole("button", { name: "Save" }).click()
  const own = await arrive(browser, server, iris)
  await own.goto("/companies")
  await expect(own.getByRole("heading", { name: "Every organisation you work with" })).toBeVisible()

  await page.goto("/settings/territories")
  const add = async (name: string, field: string, op: string, value: string) => {
    await page.getByRole("button", { name: "New territory" }).click()
    const dialog = page.getByRole("dialog", { name: "New territory" })
    await dialog.getByLabel("Name").fill(name)
    await dialog.getByLabel("Team").selectOption({ label: "Field" })
    await dialog.getByRole("button", { name: "Add the territory" }).click()
    await expect(dialog.getByRole("alert")).toContainText("Say which companies it takes.")
    await dialog.getByRole("button", { name: "Add a condition" }).click()
    await dialog.getByLabel("Field", { exact: true }).selectOption({ label: field })
    await dialog.getByLabel("Test").selectOption({ label: op })
    await dialog.getByLabel("Value").fill(value)
    await dialog.getByRole("button", { name: "Add the territory" }).click()
    await expect(dialog).toBeHidden()
  }
  const rows = page.getByRole("list", { name: "Territories" }).getByRole("listitem")
  await add("Norway", "Country", "is", "Norway")
  await expect(rows.first()).toContainText("1 company")
  await expect(own.getByRole("row").filter({ hasText: "Fjord Works" })).toBeVisible()
  await add("Large accounts", "Employees", "is at least", "500")
  await expect(rows.nth(1)).toContainText("Employees is at least 500")
  await expect(rows.nth(1)).toContainText("0 companies")

  const up = page.getByRole("button", { name: "Move Large accounts up" })
  await up.focus()
  await page.keyboard.press("Enter")
  await expect(rows.first()).toContainText("Large accounts")
  await expect(page.getByRole("button", { name: "Move Large accounts down" })).toBeFocused()
  await expect(rows.first()).toContainText("1 company")
  await page.reload()
  await expect(rows.first()).toContainText("Large accounts")
  await own.getByRole("link", { name: "Fjord Works" }).click()
  await expect(own.getByRole("region", { name: "Properties" })).toContainText("Large accounts")

  await page.getByRole("button", { name: "Change Large accounts" }).click()
  await page.getByRole("menuitem", { name: "Delete…" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Delete the territory" }).click()
  await expect(rows).toHaveCount(1)
  await own.context().close()
})

test("an administrator sees Baton as a role sees it, and stops", async () => {
  await page.goto("/settings/roles")
  await page.getByRole("link", { name: "Sales", exact: true }).click()
  await page.getByRole("button", { name: "View as this role" }).click()
  const banner = page.getByRole("status").filter({ hasText: "You see Baton as Sales sees it." })
  await expect(banner).toBeVisible()
  await page.goto("/settings/people")
  await expect(page.getByText("This is not yours to change")).toBeVisible()
  await banner.getByRole("button", { name: "Stop" }).click()
  await expect(page.getByRole("list", { name: "Roles" }).getByRole("listitem").first()).toBeVisible()
  await expect(banner).toHaveCount(0)
})
