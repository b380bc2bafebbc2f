/** Which of the layouts fits: phone below 768 px, narrow below 1280 px. */
import { useSyncExternalStore } from "react"

function follow(query: string) {
  const media = window.matchMedia(query)
  const subscribe = (listener: () => void) => {
    media.addEventListener("change", listener)
    return () => media.removeEventListener("change", listener)
  }
  return () =>
    useSyncExternalStore(
      subscribe,
      () => media.matches,
      () => false,
    )
}

export const useIsPhone = follow("(max-width: 767px)")
export const useIsNarrow = follow("(max-width: 1279px)")
