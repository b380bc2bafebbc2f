import { useEffect, useRef } from "react"

/** By whom it would be lost: by leaving the screen, or, for what is saved on the way, only with the whole page. */
type Loss = "screen" | "page"

const checks = new Map<() => boolean, Loss>()

/** Something is typed or changed and not saved: what would take it off the screen asks first. */
export const anyUnsaved = () => [...checks].some(([check, loss]) => loss === "screen" && check())
/** The same for what would end the page: a reload, another site. */
export const anyUnsavedInPage = () => [...checks.keys()].some((check) => check())

/** Says whether there is something here that is not saved, for as long as this is on the screen. */
export function useUnsaved(check: () => boolean, loss: Loss = "screen") {
  const latest = useRef(check)
  latest.current = check
  useEffect(() => {
    const own = () => latest.current()
    checks.set(own, loss)
    return () => void checks.delete(own)
  }, [loss])
}
