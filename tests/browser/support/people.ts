// People in front of browsers: signing in, tabs, and what must stay while their screens change.
import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test"
import { hearRefusals } from "./policy.js"
import type { Server } from "./server.js"
import { until } from "./wait.js"

type Credentials = { email: string; password: string }
type Marked = Window & { mark?: number }

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}

/** A browser of their own, signed in, on Today. */
export async function arrive(
  browser: Browser,
  server: Server,
  who: Credentials,
  options?: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, ...options })
  await hearRefusals(context)
  const page = await context.newPage()
  await page.goto("/sign-in")
  await page.getByLabel("Work email").fill(who.email)
  await page.getByLabel("Password").fill(who.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page).toHaveURL(/\/today$/)
  return page
}

/** Another tab of the same person. */
export async function openTab(page: Page, path: string): Promise<Page> {
  const tab = await page.context().newPage()
  await tab.goto(path)
  return tab
}

/** The page is told by its socket that the session is over, and only then by the answer. */
export async function signOutIsAnsweredLate(on: Page) {
  const live = on.waitForEvent("websocket")
  await on.reload()
  await live
  const told = new Promise<void>((resolve) =>
    on.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => {
        if (String(payload).includes("UNAUTHENTICATED")) resolve()
      }),
    ),
  )
  await on.route("**/graphql", async (route) => {
    if (!route.request().postData()?.includes("signOut")) return route.fallback()
    const response = await route.fetch()
    await told
    // Long enough for a page that would leave by itself to be gone.
    await on.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    await route.fulfill({ response })
  })
}

/** From here on changes come by themselves to this many tabs. */
export const areLive = (server: Server, tabs: number) =>
  until(`${tabs} tabs are live`, async () => (await server.subscribers()) === tabs)

/** A mark that a reload would wipe off. */
export const mark = (page: Page) =>
  page.evaluate(() => {
    ;(window as Marked).mark = 1
  })
export const expectNoReload = async (...pages: Page[]) => {
  for (const page of pages) expect(await page.evaluate(() => (window as Marked).mark)).toBe(1)
}

export async function logCall(page: Page, words: string, next: string) {
  const composer = page.getByRole("form", { name: "Log activity" })
  await composer.getByRole("radio", { name: "Call" }).click()
  await composer.getByPlaceholder("What was said").fill(words)
  await composer.getByRole("button", { name: "Connected" }).click()
  await composer.getByLabel("Next step").fill(next)
  await composer.getByRole("button", { name: "In a week" }).click()
  await composer.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("Call logged.")).toBeVisible()
}
