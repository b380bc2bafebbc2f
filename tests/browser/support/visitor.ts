// A visitor of the public form, who came by a campaign's link.
import type { Page } from "@playwright/test"

const campaign = "utm_source=linkedin&utm_medium=paid-social&utm_campaign=spring"

type Inquiry = { firstName: string; lastName: string; email: string; company: string }

export async function fillForm(visitor: Page, who: Inquiry) {
  await visitor.goto(`/f/contact-us?${campaign}`)
  await visitor.getByLabel("First name").fill(who.firstName)
  await visitor.getByLabel("Last name").fill(who.lastName)
  await visitor.getByRole("textbox", { name: "E-mail" }).fill(who.email)
  await visitor.getByLabel("Company").fill(who.company)
  await visitor.getByLabel("How can we help?").fill("We need a demo in June.")
  await visitor.getByRole("checkbox").check()
  await visitor.getByRole("button", { name: "Send message" }).click()
}
