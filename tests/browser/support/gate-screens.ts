// The screens of who is not in yet: signing in, invitations, set-up, and forms for strangers.
import { expect, type Page } from "@playwright/test"
import type { Screen } from "./screens.js"

export const sees = (text: string | RegExp) => (page: Page) =>
  expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible()

export const signedOut: Screen[] = [
  { name: "sign-in", path: "/sign-in", ready: sees("Sign in to Northwind") },
  { name: "sign-in-refused", path: "/sign-in?error=DOMAIN_NOT_ALLOWED", ready: sees("may not sign in here") },
  { name: "reset-password", path: "/reset", ready: sees("Forgot your password?") },
  { name: "new-password", path: "/reset/none", ready: sees("Set a new password") },
  { name: "invitation-over", path: "/invitation/none", ready: sees("does not work any more") },
  { name: "set-up", path: "/setup?token=none", ready: sees("Set up your workspace") },
  { name: "public-form", path: "/f/contact-us", ready: sees("Talk to us") },
  {
    name: "public-form-fault",
    path: "/f/contact-us",
    ready: sees("Talk to us"),
    open: async (page) => {
      await page.getByRole("textbox", { name: "E-mail" }).fill("grace@harbour")
      await page.getByRole("button", { name: "Send message" }).click()
      await expect(page.getByRole("alert")).toBeVisible()
    },
  },
  { name: "public-form-gone", path: "/f/no-such-form", ready: sees("This form is not here") },
]
