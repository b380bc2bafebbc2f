import type { ComponentProps, ReactNode } from "react"
import { type ButtonLook, buttonClass } from "./button-class"
import { cn } from "./cn"
import { Kbd } from "./Kbd"

export type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    /** An icon before the text. */
    icon?: ReactNode
    /** The key that does the same, such as "A" or "Mod+Z"; hidden on a phone. */
    kbd?: string
    /** The action is under way: the button keeps its place and takes no second click. */
    busy?: boolean
  }

/** Does one named thing. One primary per screen; soft or plain for the rest. */
export function Button({ variant, size, block, icon, kbd, busy, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      aria-keyshortcuts={kbd?.replace("Mod", "Control")}
      className={cn(buttonClass({ variant, size, block }), className)}
    >
      {icon}
      {children}
      {kbd && (
        <Kbd
          keys={kbd}
          tone={variant === "primary" ? "on-primary" : variant === "soft" ? "soft" : "plain"}
          className="max-md:hidden"
        />
      )}
    </button>
  )
}
