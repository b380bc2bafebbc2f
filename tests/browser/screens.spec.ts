// Every screen, with sample data and with none: a picture of each, and no finding by axe, light and dark, desktop and phone.
import AxeBuilder from "@axe-core/playwright"
import { type Browser, type BrowserContextOptions, expect, type Page, test } from "@playwright/test"
import { signedOut } from "./support/gate-screens.js"
import { withHistory } from "./support/history-screens.js"
import { arrive, phone } from "./support/people.js"
import { hearRefusals, refusals } from "./support/policy.js"
import { type Device, type Ids, type Screen, withData, withNone } from "./support/screens.js"
import { Server } from "./support/server.js"

const person = { name: "Noor Haddad", email: "noor@example.com", password: "a fine long password" }

// Each page lives through all tests: a trace of it would grow without end.
test.use({ trace: "off", screenshot: "off" })

type Scheme = "light" | "dark"
const devices: { name: Device; options: BrowserContextOptions; schemes: Scheme[] }[] = [
  { name: "desktop", options: {}, schemes: ["light", "dark"] },
  { name: "phone", options: phone, schemes: ["light", "dark"] },
]

/** The screens of one workspace: each a test that looks at it on a desktop and on a phone. */
function look(title: string, sampleData: boolean, screens: Screen[], signIn: boolean) {
  test.describe(title, () => {
    let server: Server
    let ids: Ids
    const pages = new Map<Device, Page>()

    test.beforeAll(async ({ browser }) => {
      server = await Server.start()
      await server.setUp({ sampleData, person })
      if (sampleData) await divide(server)
      ids = await idsOf(server)
      for (const { name, options } of devices) {
        const given = { ...options, baseURL: server.url, reducedMotion: "reduce" as const }
        pages.set(name, signIn ? await arrive(browser, server, person, given) : await visit(browser, given))
      }
    })
    test.afterAll(async () => {
      for (const page of pages.values()) await page.context().close()
      await server?.stop()
    })

    for (const screen of screens)
      test(screen.name, async () => {
        for (const device of devices) {
          const page = pages.get(device.name)
          if (page && (screen.only ?? device.name) === device.name) await show(page, screen, ids, device)
        }
      })
  })
}

/** A browser of somebody who is not signed in. */
async function visit(browser: Browser, options: BrowserContextOptions) {
  const context = await browser.newContext(options)
  await hearRefusals(context)
  return context.newPage()
}

/** Opens a screen, takes its picture in each colour scheme, and lets axe judge it. */
async function show(page: Page, screen: Screen, ids: Ids, { name, schemes }: (typeof devices)[number]) {
  const faults: string[] = []
  const hear = (error: Error) => faults.push(error.message)
  page.on("pageerror", hear)
  refusals(page.context())
  // Each look begins as a new visit would: light.
  await page.emulateMedia({ colorScheme: "light" })
  await page.goto(typeof screen.path === "string" ? screen.path : screen.path(ids))
  await screen.ready(page, name)
  await screen.open?.(page, name)
  await expect(page.locator('[aria-label^="Loading"]')).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready)
  // Taking pictures adds styles of its own, so this comes first.
  expect.soft(refusals(page.context()), `refused to the page ${screen.name}`).toEqual([])
  for (const colorScheme of schemes) {
    const shot = `${screen.name}-${name}-${colorScheme}`
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `screens/${shot}.png`, animations: "disabled", caret: "hide" })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect.soft(violations.map(words).join("\n\n"), shot).toBe("")
  }
  page.off("pageerror", hear)
  expect.soft(faults, `errors of the page ${screen.name}`).toEqual([])
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect.soft(wider, `${screen.name} on a ${name} scrolls sideways by`).toBeLessThanOrEqual(0)
}

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number]
const words = ({ id, help, nodes }: Violation) =>
  [`${id}: ${help}`, ...nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`)].join("\n")

/** Territories over the sample's companies. */
async function divide(server: Server) {
  const token = await server.createToken(person.email)
  const { me } = await server.ask("{ me { user { id } workspace { teams { id name } } } }", {}, token)
  const team = (name: string) => me.workspace.teams.find((team: { name: string }) => team.name === name)?.id
  const make = (input: object) =>
    server.ask(
      "mutation($input: CreateTerritoryInput!) { createTerritory(input: $input) { id } }",
      { input },
      token,
    )
  const nordic = { field: "country", op: "IN", value: ["NO", "SE", "DK", "FI"] }
  const large = { field: "employees", op: "GTE", value: 200 }
  await make({ name: "Nordic", condition: nordic, teamId: team("EMEA Sales"), ownerId: me.user.id })
  await make({ name: "Large accounts", condition: large, teamId: team("Americas Sales") })
  await make({
    name: "Everything else",
    condition: { field: "name", op: "IS_NOT_EMPTY" },
    teamId: team("EMEA Sales"),
  })
}

/** A record of each kind about which there is something to see. */
async function idsOf(server: Server): Promise<Ids> {
  const token = await server.createToken(person.email)
  const { leads, deals, campaigns } = await server.ask(
    `{
      leads(first: 20, state: OPEN, orderBy: { field: SCORE, direction: DESC }) { nodes { id contactId companyId } }
      deals(first: 20, state: OPEN) { nodes { id } }
      campaigns(first: 20) { nodes { id leadCount } }
    }`,
    {},
    token,
  )
  const lead = leads.nodes.find(({ companyId }: { companyId?: string }) => companyId)
  type Counted = { id: string; leadCount: number }
  const [campaign] = campaigns.nodes.toSorted((a: Counted, b: Counted) => b.leadCount - a.leadCount)
  return {
    lead: lead?.id,
    person: lead?.contactId,
    company: lead?.companyId,
    deal: deals.nodes[0]?.id,
    campaign: campaign?.id,
  }
}

look("signed out", false, signedOut, false)
look("with sample data", true, [...withData, ...withHistory], true)
look("with none", false, withNone, true)
