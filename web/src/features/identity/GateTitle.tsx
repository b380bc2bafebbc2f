/** What the page is for, and quiet words below. */
import type { ReactNode } from "react"

export const GateTitle = ({ title, children }: { title: string; children?: ReactNode }) => (
  <>
    <h1 className="text-balance font-semibold text-[24px] leading-8 tracking-[-0.024em]">{title}</h1>
    {children && <p className="mt-0.5 text-base text-muted-foreground">{children}</p>}
  </>
)
