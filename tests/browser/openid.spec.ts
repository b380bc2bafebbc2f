// Signing in at two providers in a real browser: what the pages of a real provider send back is understood.
import { expect, test } from "@playwright/test"
import { addProvider } from "./support/openid.js"
import { Real } from "./support/provider.js"
import { Server } from "./support/server.js"

let server: Server
const providers: Real[] = []
const keys: string[] = []

const people = {
  ana: { sub: "ana", name: "Ana Ribeiro", email: "ana@example.com", email_verified: true },
  zoe: { sub: "zoe", name: "Zoe Adler", email: "zoe@partner.example", email_verified: true },
  eve: { sub: "eve", name: "Eve", email: "ana@example.com", email_verified: false },
}

test.beforeAll(async () => {
  server = await Server.start({ flags: ["--allow-internal", "127.0.0.1"] })
  await server.setUp()
  const token = await server.createToken(Server.admin.email)
  const made = [
    { name: "Northwind", inToken: false, allowedDomains: ["example.com"] },
    { name: "Partners", inToken: true, allowedDomains: ["partner.example"], roleId: "role:sales" },
  ]
  for (const { inToken, ...input } of made) {
    const provider = await Real.start(people, { inToken })
    const { id, secret } = Real.client
    const added = await addProvider(server, token, {
      ...input,
      issuer: provider.issuer,
      clientId: id,
      clientSecret: secret,
    })
    provider.register([added.redirectUri])
    providers.push(provider)
    keys.push(added.key)
  }
})
test.afterAll(async () => {
  for (const provider of providers) await provider.stop()
  await server?.stop()
})

const ways = [
  { who: "somebody who is known", login: "ana", at: 0, name: "Ana Ribeiro" },
  { who: "somebody new, who gets the provider's role", login: "zoe", at: 1, name: "Zoe Adler" },
]

for (const { who, login, at, name } of ways)
  test(`${who} signs in on the provider's own pages and is back where they wanted to be`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ baseURL: server.url })
    const page = await context.newPage()
    for (const time of ["first", "again"]) {
      await page.goto(`/auth/${keys[at]}/start?next=/deals`)
      if (time === "first") {
        await page.locator("input[name=login]").fill(login)
        await page.locator("input[name=password]").fill("whatever")
        await page.getByRole("button", { name: "Sign-in" }).click()
        await page.getByRole("button", { name: "Continue" }).click()
      }
      await expect(page).toHaveURL(`${server.url}/deals`)
      await expect(page.getByText(name).first()).toBeVisible()
      // Away first: a page of ours that finds itself signed out goes to the sign-in page by itself.
      await page.goto("about:blank")
      await context.clearCookies({ name: "baton_session" })
    }
    await context.close()
  })

test("an address that the provider has not verified opens nothing", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await page.goto(`/auth/${keys[0]}/start`)
  await page.locator("input[name=login]").fill("eve")
  await page.locator("input[name=password]").fill("whatever")
  await page.getByRole("button", { name: "Sign-in" }).click()
  await page.getByRole("button", { name: "Continue" }).click()
  await expect(page).toHaveURL(`${server.url}/sign-in?error=EMAIL_UNVERIFIED`)
  expect((await context.cookies()).filter(({ name }) => name.startsWith("baton_"))).toEqual([])
  await context.close()
})
