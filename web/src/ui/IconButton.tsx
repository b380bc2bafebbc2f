import type { ComponentProps, ReactNode } from "react"
import { type ButtonLook, buttonClass } from "./button-class"
import { cn } from "./cn"
import { keyWords } from "./key-words"

export type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "children"> &
  Omit<ButtonLook, "block"> & {
    /** What it does, for those who do not see the icon, and as its tip. */
    label: string
    /** The icon. */
    children: ReactNode
    /** The key that does the same; shown in the tip. */
    kbd?: string
  }

/** A square button with an icon alone; the label is required. */
export function IconButton({ label, kbd, variant = "ghost", size, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={kbd ? `${label} (${keyWords(kbd).join(" ")})` : label}
      {...rest}
      aria-label={label}
      aria-keyshortcuts={kbd?.replace("Mod", "Control")}
      className={cn(buttonClass({ variant, size, icon: true }), className)}
    />
  )
}
