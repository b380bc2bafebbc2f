// A record's history as it grows, and a person who is erased: gone from every place, with the audit telling that they were.
import { expect, type Page, test } from "@playwright/test"
import { areLive, arrive } from "./support/people.js"
import { Server } from "./support/server.js"

const ana = Server.admin
const name = "Grace Harbour"
const email = "grace@harbour.example"

let server: Server
let page: Page
let token: string

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

/** Who asked for something: a person, their lead, and a note about them alone. */
async function makeInquiry() {
  const lead = { firstName: "Grace", lastName: "Harbour", email, message: "Call me, Grace Harbour." }
  const { createLead } = await server.ask(
    "mutation ($input: CreateLeadInput!) { createLead(input: $input) { id contactId } }",
    { input: lead },
    token,
  )
  const note = { type: "note", body: `${name} prefers mornings.`, subjectIds: [createLead.contactId] }
  await server.ask(
    "mutation ($input: LogActivityInput!) { logActivity(input: $input) { id } }",
    { input: note },
    token,
  )
  return { lead: createLead.id as string, contact: createLead.contactId as string }
}

async function setJobTitle(id: string, jobTitle: string) {
  const { contact } = await server.ask("query ($id: ID!) { contact(id: $id) { version } }", { id }, token)
  const input = { id, expectedVersion: contact.version, jobTitle }
  await server.ask(
    "mutation ($input: UpdateContactInput!) { updateContact(input: $input) { id } }",
    { input },
    token,
  )
}

const history = (of: Page) => of.getByRole("region", { name: "History" })

test("the history of a record tells each change with what was before, as it happens", async () => {
  const { contact } = await makeInquiry()
  await page.goto(`/people/${contact}`)
  await page.getByRole("tab", { name: "History" }).click()
  await expect(page).toHaveURL(/part=history/)
  const entries = history(page).getByRole("article")
  await expect(entries.last()).toContainText("Grace")
  await areLive(server, 1)
  await setJobTitle(contact, "Harbour master")
  await expect(entries.first()).toContainText("set job title")
  await expect(entries.first()).toContainText(/Job title\s*empty.*Harbour master/)
  await setJobTitle(contact, "Pilot")
  await expect(entries.first()).toContainText(/Harbour master.*Pilot/)
  await page.getByRole("link", { name: "Audit of this record" }).click()
  const audit = page.getByRole("list", { name: "Audit" }).getByRole("listitem")
  await expect(audit.first()).toContainText("Contact updated")
  await expect(audit.first().getByRole("link", { name })).toBeVisible()
  await page.getByRole("button", { name: "Remove the filter on Record" }).click()
  await expect(audit.filter({ hasText: "Lead" }).first()).toBeVisible()
})

test("a long history is read further back, and what is new still comes to its top", async () => {
  const { createContact } = await server.ask(
    "mutation ($input: CreateContactInput!) { createContact(input: $input) { id } }",
    { input: { firstName: "Otto", lastName: "Pier" } },
    token,
  )
  for (let turn = 1; turn <= 32; turn++) await setJobTitle(createContact.id, `Mate ${turn}`)
  await page.goto(`/people/${createContact.id}?part=history`)
  const entries = history(page).getByRole("article")
  await expect(entries).toHaveCount(30)
  await page.getByRole("button", { name: "Further back" }).click()
  await expect(entries).toHaveCount(33)
  await expect(entries.last()).toContainText("created it")
  await expect(page.getByRole("button", { name: "Further back" })).toHaveCount(0)
  await areLive(server, 1)
  await setJobTitle(createContact.id, "Captain")
  await expect(entries).toHaveCount(34)
  await expect(entries.first()).toContainText(/Mate 32.*Captain/)
})

test("who does not administer is not offered to erase", async ({ browser }) => {
  const sales = {
    name: "Ben Okafor",
    email: "ben@example.com",
    password: "a fine long password",
    role: "sales",
  }
  await server.createUser(sales)
  const own = await arrive(browser, server, sales)
  const { createContact } = await server.ask(
    "mutation ($input: CreateContactInput!) { createContact(input: $input) { id } }",
    { input: { firstName: "Ida", lastName: "Quay" } },
    await server.createToken(sales.email),
  )
  await own.goto(`/people/${createContact.id}`)
  await own.getByRole("button", { name: "More" }).click()
  await expect(own.getByRole("menuitem", { name: "Copy the link" })).toBeVisible()
  await expect(own.getByRole("menuitem", { name: "Erase for privacy…" })).toHaveCount(0)
  await own.keyboard.press("Escape")
  await own.getByRole("tab", { name: "History" }).click()
  await expect(history(own).getByRole("article")).toHaveCount(1)
  await expect(own.getByRole("link", { name: "Audit of this record" })).toHaveCount(0)
  await own.context().close()
})

test("an administrator erases a person: from the list, the search and the history", async () => {
  await page.goto("/people")
  await page.getByRole("grid", { name: "People" }).getByRole("link", { name }).click()
  await expect(page).toHaveURL(/\/people\/contact:/)
  const id = /contact:\w+/.exec(page.url())?.[0] ?? ""
  const lead = page.getByRole("complementary", { name: "Related" }).getByRole("link", { name: /^Inquiry/ })
  const itsLead = await lead.first().getAttribute("href")

  await page.getByRole("button", { name: "More" }).click()
  await page.getByRole("menuitem", { name: "Erase for privacy…" }).click()
  const dialog = page.getByRole("dialog", { name: `Erase ${name} for privacy?` })
  await expect(dialog).toContainText("This cannot be undone.")
  const erase = dialog.getByRole("button", { name: "Erase for ever" })
  await dialog.getByRole("textbox").fill("Grace")
  await expect(erase).toBeDisabled()
  await dialog.getByRole("textbox").fill(name)
  await erase.click()
  await expect(page).toHaveURL(/\/people$/)
  await expect(page.getByText(/^Erased\. \d+ records? and \d+ history entr(y|ies) lost/)).toBeVisible()
  await expect(page.getByText("Ida Quay").first()).toBeVisible()
  await expect(page.getByText(name)).toHaveCount(0)

  await page.keyboard.press("Control+k")
  await page.getByRole("combobox", { name: "Search records and actions" }).fill("harbour")
  await expect(page.getByText("Nothing matches “harbour”.")).toBeVisible()
  await page.goto(`/people/${id}`)
  await expect(page.getByText("This person is not here")).toBeVisible()

  await page.goto(`${itsLead}?part=history`)
  await expect(page.getByRole("heading", { name: "Erased person" })).toBeVisible()
  await expect(history(page).getByText("What it told was erased.").first()).toBeVisible()
  await expect(page.getByText("Call me")).toHaveCount(0)
  await page.goto(`/settings/audit?subject=${id}`)
  const audit = page.getByRole("list", { name: "Audit" }).getByRole("listitem")
  await expect(audit.filter({ hasText: "History erased" }).first()).toContainText(/\d+ entr(y|ies)/)
  await expect(audit.filter({ hasText: "Contact updated" }).first()).toContainText("What it told was erased.")
  await expect(page.getByText(name)).toHaveCount(0)
})
