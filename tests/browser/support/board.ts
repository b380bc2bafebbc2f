// The board of deals: its columns and cards, and carrying a card with the mouse.
import { expect, type Locator, type Page } from "@playwright/test"

export const column = (page: Page, stage: string) =>
  page.getByRole("region", { name: new RegExp(`^${stage}, `) })
export const card = (page: Page, deal: string) => page.getByRole("article").filter({ hasText: deal })

/** A real drag: pressed, carried in steps, dropped. The zones come up on the way. */
export async function drag(page: Page, from: Locator, to: Locator) {
  await from.hover()
  await page.mouse.down()
  const start = await box(from)
  await page.mouse.move(start.x + 12, start.y + 12, { steps: 4 })
  await expect(page.getByText("Lost, with a reason")).toBeVisible()
  const end = await box(to)
  await page.mouse.move(end.x, end.y, { steps: 12 })
  await page.mouse.up()
}

async function box(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error("It is not on the screen.")
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
