/** The title of the browser's tab: the screen, then the product. */
import { useEffect } from "react"

export function useTitle(title: string | null | undefined) {
  useEffect(() => {
    document.title = title ? `${title} · Baton` : "Baton"
  }, [title])
}
