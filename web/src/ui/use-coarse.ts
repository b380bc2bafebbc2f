import { useSyncExternalStore } from "react"

const media = () => window.matchMedia("(pointer: coarse)")

function subscribe(listener: () => void) {
  const query = media()
  query.addEventListener("change", listener)
  return () => query.removeEventListener("change", listener)
}

/** Fingers, not a mouse: the browser's own pickers are at hand. */
export const useCoarse = () =>
  useSyncExternalStore(
    subscribe,
    () => media().matches,
    () => false,
  )
