// Every screen, with sample data and with none: a picture of each, and no finding by axe, light and dark, desktop and phone.
import AxeBuilder from "@axe-core/playwright"
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test"
import { arrive, phone } from "./support/people.js"
import { Server } from "./support/server.js"

const person = { name: "Noor Haddad", email: "noor@example.com", password: "a fine long password" }

// Each page lives through all tests: a trace of it would grow without end.
test.use({ trace: "off", screenshot: "off" })

type Look = "desktop-light" | "desktop-dark" | "phone-light"
const looks: { name: Look; options: Parameters<Browser["newContext"]>[0] }[] = [
  { name: "desktop-light", options: { colorScheme: "light" } },
  { name: "desktop-dark", options: { colorScheme: "dark" } },
  { name: "phone-light", options: { ...phone, colorScheme: "light" } },
]

type Screen = {
  name: string
  path: string | ((ids: Ids) => string)
  /** Only there once the screen has its data. */
  ready: (page: Page, look: Look) => Promise<void>
  /** In front of the screen: a palette, a dialog. */
  then?: (page: Page, look: Look) => Promise<void>
  only?: Look[]
}
type Ids = { lead: string; person: string; company: string; deal: string; campaign: string }

const sees = (text: string | RegExp) => (page: Page) =>
  expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible()
const desktop: Look[] = ["desktop-light", "desktop-dark"]
/** A list has rows: of a table on a desktop, cards on a phone. */
const hasRows = (label: string) => async (page: Page, look: Look) =>
  look === "phone-light"
    ? expect(page.getByRole("list", { name: label }).getByRole("link").first()).toBeVisible()
    : expect(page.getByRole("row").nth(3)).toBeVisible()
const hasCards = (page: Page) => expect(page.getByRole("article").first()).toBeVisible()
const hasTimeline = (page: Page) =>
  expect(page.getByRole("region", { name: "Activity" }).getByRole("article").first()).toBeVisible()

const signedOut: Screen[] = [
  { name: "sign-in", path: "/sign-in", ready: sees("Sign in to Northwind") },
  { name: "set-up", path: "/setup?token=none", ready: sees("Set up your workspace") },
  { name: "public-form", path: "/f/contact-us", ready: sees("Talk to us") },
  {
    name: "public-form-fault",
    path: "/f/contact-us",
    ready: sees("Talk to us"),
    then: async (page) => {
      await page.getByRole("textbox", { name: "E-mail" }).fill("grace@harbour")
      await page.getByRole("button", { name: "Send message" }).click()
      await expect(page.getByRole("alert")).toBeVisible()
    },
  },
  { name: "public-form-gone", path: "/f/no-such-form", ready: sees("This form is not here") },
]

const withData: Screen[] = [
  { name: "today", path: "/today", ready: sees("Handoffs waiting for you") },
  {
    name: "handoffs",
    path: "/handoffs",
    ready: async (page, look) => {
      await expect(page.getByRole("region", { name: "To accept" }).getByRole("listitem").first()).toBeVisible()
      if (look !== "phone-light") await expect(page.getByRole("button", { name: "Accept" }).first()).toBeVisible()
    },
  },
  {
    name: "handoff",
    path: "/handoffs",
    only: ["phone-light"],
    ready: hasFirst("To accept"),
    then: async (page) => {
      await page.getByRole("region", { name: "To accept" }).getByRole("link").first().click()
      await expect(page.getByRole("link", { name: "Open" })).toBeVisible()
    },
  },
  { name: "leads", path: "/leads", ready: hasRows("Leads") },
  { name: "leads-nothing-matches", path: "/leads?search=zzzz", ready: sees("Nothing matches") },
  { name: "lead", path: ({ lead }) => `/leads/${lead}`, ready: hasTimeline },
  {
    name: "lead-peek",
    path: "/leads",
    only: desktop,
    ready: hasRows("Leads"),
    then: async (page) => {
      await page.keyboard.press("j")
      await page.keyboard.press("Space")
      await expect(page.getByRole("complementary")).toBeVisible()
    },
  },
  {
    name: "lead-convert",
    path: ({ lead }) => `/leads/${lead}`,
    only: desktop,
    ready: hasTimeline,
    then: async (page) => {
      await page.keyboard.press("v")
      await expect(page.getByRole("dialog", { name: "Convert to a deal" })).toBeVisible()
    },
  },
  { name: "lead-new", path: "/leads?create=true", ready: (page) => expect(page.getByRole("dialog")).toBeVisible() },
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
    only: ["phone-light"],
    ready: hasCards,
    then: async (page) => {
      await page.getByRole("button", { name: /^Move .* to…$/ }).first().tap()
      await expect(page.getByRole("dialog", { name: "Move to…" })).toBeVisible()
    },
  },
  { name: "deal-new", path: "/deals?create=true", ready: (page) => expect(page.getByRole("dialog")).toBeVisible() },
  { name: "campaigns", path: "/campaigns", ready: hasRows("Campaigns") },
  { name: "campaign", path: ({ campaign }) => `/campaigns/${campaign}`, ready: hasRows("Leads") },
  { name: "forms", path: "/forms", ready: hasCards },
  { name: "overview", path: "/overview", ready: sees("What lowers readiness") },
  {
    name: "palette",
    path: "/leads",
    ready: hasRows("Leads"),
    then: async (page, look) => {
      if (look === "phone-light") await page.getByRole("button", { name: "Search" }).tap()
      else await page.keyboard.press("Control+k")
      await page.getByRole("combobox").last().fill("an")
      await expect(page.getByRole("option").nth(1)).toBeVisible()
    },
  },
  {
    name: "shortcuts",
    path: "/deals",
    only: desktop,
    ready: hasCards,
    then: async (page) => {
      await page.keyboard.press("Shift+?")
      await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible()
    },
  },
  {
    name: "create",
    path: "/today",
    only: ["phone-light"],
    ready: sees("Handoffs waiting for you"),
    then: async (page) => {
      await page.getByRole("button", { name: "Create" }).tap()
      await expect(page.getByRole("dialog", { name: "Create" })).toBeVisible()
    },
  },
  { name: "not-found", path: "/nowhere", ready: (page) => expect(page.getByRole("heading").first()).toBeVisible() },
]

const withNone: Screen[] = [
  { name: "today-empty", path: "/today", ready: sees("Today is clear") },
  { name: "handoffs-empty", path: "/handoffs", ready: (page) => expect(page.getByRole("heading", { level: 2 })).toBeVisible() },
  { name: "leads-empty", path: "/leads", ready: (page) => expect(page.getByRole("heading", { level: 2 })).toBeVisible() },
  { name: "people-empty", path: "/people", ready: (page) => expect(page.getByRole("heading", { level: 2 })).toBeVisible() },
  { name: "companies-empty", path: "/companies", ready: (page) => expect(page.getByRole("heading", { level: 2 })).toBeVisible() },
  { name: "deals-board-empty", path: "/deals", ready: sees("Every open deal, by stage") },
  { name: "deals-grid-empty", path: "/deals?layout=grid", ready: (page) => expect(page.getByRole("heading", { level: 2 })).toBeVisible() },
  { name: "campaigns-empty", path: "/campaigns", ready: (page) => expect(page.getByRole("heading", { level: 2 })).toBeVisible() },
  { name: "overview-empty", path: "/overview", ready: sees("What lowers readiness") },
]

function hasFirst(region: string) {
  return (page: Page) =>
    expect(page.getByRole("region", { name: region }).getByRole("listitem").first()).toBeVisible()
}

/** The screens of one workspace, each a test that looks at it in every look. */
function look(title: string, sampleData: boolean, screens: Screen[], signIn: boolean) {
  test.describe(title, () => {
    let server: Server
    let ids: Ids
    const pages = new Map<Look, Page>()

    test.beforeAll(async ({ browser }) => {
      server = await Server.start()
      await server.setUp({ sampleData, person })
      ids = await idsOf(server)
      for (const { name, options } of looks) {
        const given = { ...options, reducedMotion: "reduce" as const }
        pages.set(name, signIn ? await arrive(browser, server, person, given) : await visit(browser, server, given))
      }
    })
    test.afterAll(async () => {
      for (const page of pages.values()) await page.context().close()
      await server?.stop()
    })

    for (const screen of screens)
      test(screen.name, async () => {
        for (const { name } of looks) {
          const page = pages.get(name)
          if (!page || (screen.only && !screen.only.includes(name))) continue
          await test.step(name, () => show(page, screen, ids, name))
        }
      })
  })
}

async function visit(browser: Browser, server: Server, options: Parameters<Browser["newContext"]>[0]) {
  const context: BrowserContext = await browser.newContext({ baseURL: server.url, ...options })
  const page = await context.newPage()
  return page
}

async function show(page: Page, screen: Screen, ids: Ids, look: Look) {
  const faults: string[] = []
  const hear = (error: Error) => faults.push(error.message)
  page.on("pageerror", hear)
  await page.goto(typeof screen.path === "string" ? screen.path : screen.path(ids))
  await screen.ready(page, look)
  await screen.then?.(page, look)
  await expect(page.locator('[aria-label^="Loading"]')).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `screens/${screen.name}-${look}.png`, animations: "disabled", caret: "hide" })
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join("\n")}`,
  )
  expect.soft(found.join("\n\n"), `${screen.name}, ${look}`).toBe("")
  page.off("pageerror", hear)
  expect.soft(faults, `errors of the page ${screen.name}, ${look}`).toEqual([])
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.soft(wider, `${screen.name}, ${look} scrolls sideways by`).toBe(0)
}

/** A record of each kind about which there is something to see. */
async function idsOf(server: Server): Promise<Ids> {
  const token = await server.createToken(person.email)
  const { leads, deals, campaigns } = await server.ask(
    `{
      leads(first: 20, state: OPEN, orderBy: { field: SCORE, direction: DESC }) { nodes { id contactId companyId } }
      deals(first: 20, state: OPEN) { nodes { id } }
      campaigns(first: 20) { nodes { id status } }
    }`,
    {},
    token,
  )
  const lead = leads.nodes.find(({ companyId }: { companyId?: string }) => companyId)
  const campaign = campaigns.nodes.find(({ status }: { status: string }) => status === "ACTIVE") ?? campaigns.nodes[0]
  return {
    lead: lead?.id,
    person: lead?.contactId,
    company: lead?.companyId,
    deal: deals.nodes[0]?.id,
    campaign: campaign?.id,
  }
}

look("signed out", false, signedOut, false)
look("with sample data", true, withData, true)
look("with none", false, withNone, true)
