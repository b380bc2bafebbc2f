import { CSPProvider } from "@base-ui/react/csp-provider"
import type { ReactNode } from "react"

/** Wraps the app once: overlays then write no style elements, which the content policy would refuse. */
export function UiProvider({ children }: { children: ReactNode }) {
  return <CSPProvider disableStyleElements>{children}</CSPProvider>
}
