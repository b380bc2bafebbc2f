import { expect, test } from "vitest"
import { router } from "./router"

/** Lists that show one of their rows beside them, under a key of its id. */
const staying = ["/inside/handoffs/$id", "/inside/settings/people/{-$id}"]

test("another record is another screen: nothing of one is shown or saved at the next", () => {
  const withId = Object.values(router.routesById).filter(
    (route) => route.id.startsWith("/inside/") && /\$\w/.test(route.id),
  )
  expect(withId.length).toBeGreaterThan(5)
  for (const { id, options } of withId) {
    if (staying.includes(id)) continue
    const key = (params: object) => JSON.stringify(options.remountDeps?.({ params } as never))
    expect(key({ id: "deal:a" }), id).not.toBe(key({ id: "deal:b" }))
  }
})
