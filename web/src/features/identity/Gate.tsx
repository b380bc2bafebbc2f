/** The frame of sign-in and setup: a form at the left, what Baton is for at the right. */
import { Check, UserRound } from "lucide-react"
import type { ReactNode } from "react"
import { Avatar } from "@/ui/Avatar"
import { Baton } from "@/ui/Baton"
import { cn } from "@/ui/cn"
import { Logo } from "@/ui/Logo"

const relay = [
  { at: "10:14", id: "chloe", name: "Chloé Martin", what: "Marketing, lead captured by form", took: "now" },
  {
    at: "10:16",
    id: "ana",
    name: "Ana Ribeiro",
    what: "Sales development, accepted and called",
    took: "2 m",
  },
  { at: "10:41", id: "ben", name: "Ben Okafor", what: "Sales, accepted" },
]
const row = "relative grid h-14 grid-cols-[48px_32px_1fr_auto] items-center gap-3"
const thread = "before:absolute before:-top-3 before:left-[75px] before:h-6 before:w-0.5 before:rounded-[1px]"

export function Gate({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-cols-2 max-md:grid-cols-1">
      <main className="flex flex-col px-8 py-7 max-md:p-6">
        <p className="flex items-center gap-[9px] font-semibold text-lg tracking-[-0.02em]">
          <Logo className="size-6" />
          Baton
        </p>
        <div className="m-auto w-full max-w-[340px] py-6 max-md:mt-[10vh] max-md:max-w-[420px]">
          {children}
        </div>
      </main>
      <section
        aria-label="What Baton does"
        className="grid place-items-center overflow-hidden border-l bg-surface p-12 max-md:hidden"
      >
        <div className="w-full max-w-[440px]">
          <h2 className="text-balance font-semibold text-2xl leading-[34px]">
            No lead is ever without a responsible person.
          </h2>
          <p className="mt-2 max-w-[42ch] text-base text-muted-foreground leading-[22px]">
            One workspace for marketing, sales and operations. Every handoff has a giver, a taker and a clock.
          </p>
          <ol className="mt-8">
            {relay.map(({ at, id, name, what, took }, index) => (
              <li key={id} className={cn(row, index > 0 && cn(thread, "before:bg-primary-line"))}>
                <time className="text-right text-subtle-foreground text-xs tabular-nums">{at}</time>
                <Avatar id={id} name={name} size="lg" />
                <div>
                  <p className="font-medium">{name}</p>
                  <p className="text-muted-foreground text-xs">{what}</p>
                </div>
                {took ? (
                  <span className="flex items-center gap-1 text-muted-foreground text-xs">
                    <Check className="size-3.5 text-success-text" aria-hidden="true" />
                    {took}
                  </span>
                ) : (
                  <span className="flex h-[22px] items-center gap-1 rounded-full border border-primary-line bg-primary-soft pr-2 pl-1 font-medium text-xs">
                    <Baton size="sm" />
                    Responsible
                  </span>
                )}
              </li>
            ))}
            <li
              className={cn(
                row,
                thread,
                "before:bg-[repeating-linear-gradient(var(--border-strong)_0_3px,transparent_3px_6px)]",
              )}
            >
              <span className="text-right text-subtle-foreground text-xs">later</span>
              <span className="avatar-offered grid size-8 place-items-center rounded-full">
                <UserRound aria-hidden="true" />
              </span>
              <div>
                <p className="text-muted-foreground">Customer success</p>
                <p className="text-muted-foreground text-xs">When the deal is won</p>
              </div>
            </li>
          </ol>
        </div>
      </section>
    </div>
  )
}
