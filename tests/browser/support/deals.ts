// Deals that a test needs, and their amount on their page.
import type { Page } from "@playwright/test"
import type { Server } from "./server.js"

const CREATE = "mutation ($input: CreateDealInput!) { createDeal(input: $input) { id } }"

/** An open deal of this name; its page's address. */
export async function makeDeal(server: Server, token: string, name: string): Promise<string> {
  const input = { name, amount: "9300", expectedCloseDate: "2030-06-30" }
  const { createDeal } = await server.ask(CREATE, { input }, token)
  return `/deals/${createDeal.id}`
}

export const amount = (page: Page) => page.getByRole("button", { name: /^Amount: / })

/** Into the field that is open. */
export async function typeAmount(page: Page, value: string) {
  await page.getByRole("textbox", { name: "Amount" }).fill(value)
  await page.keyboard.press("Enter")
}
