// What the server's content policy refused a page. A client that does what it should is refused nothing.
import type { BrowserContext } from "@playwright/test"

type Hearing = Window & { policyRefused?: (what: string) => void }
const heard = new WeakMap<BrowserContext, string[]>()

/** From here on every page of a context tells what it was refused. */
export async function hearRefusals(context: BrowserContext) {
  const refused: string[] = []
  heard.set(context, refused)
  await context.exposeBinding("policyRefused", (_source, what: string) => {
    refused.push(what)
  })
  await context.addInitScript(() =>
    document.addEventListener(
      "securitypolicyviolation",
      ({ effectiveDirective, blockedURI, sourceFile, sample }) =>
        (window as Hearing).policyRefused?.(
          `${effectiveDirective}: ${blockedURI} of ${sourceFile} ${sample}`,
        ),
    ),
  )
}

/** What was refused since it was last asked. */
export const refusals = (context: BrowserContext) => heard.get(context)?.splice(0) ?? []
